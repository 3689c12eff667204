namespace OrleansChat.Tests;

/// <summary>A generated sequence of choices.</summary>
internal sealed class Script(byte[] bytes)
{
    private int _at;

    public bool HasNext => _at < bytes.Length;

    /// <summary>A choice from 0 to <paramref name="count"/> - 1; 0 when the script is at its end.</summary>
    public int Next(int count) => _at < bytes.Length ? bytes[_at++] % count : 0;
}
