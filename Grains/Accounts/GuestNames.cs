namespace OrleansChat.Accounts;

/// <summary>The names of guests: <c>VIS</c> and the beginning of the device id, longer when that is taken (contract.md (b) 9).</summary>
internal static class GuestNames
{
    private const string Prefix = "VIS";
    private const int LengthMin = 8;
    private const int Step = 4;

    /// <summary>The names to try, in order; the last one holds the whole id.</summary>
    public static IEnumerable<string> For(string device)
    {
        for (var length = LengthMin; length < device.Length; length += Step) yield return Prefix + device[..length];
        yield return Prefix + device;
    }
}
