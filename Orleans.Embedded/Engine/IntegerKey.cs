using System.Buffers.Text;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Integer keys as stored identities have them: hexadecimal, upper case, no leading zeros.</summary>
internal static class IntegerKey
{
    public static IdSpan Create(long key)
    {
        Span<byte> digits = stackalloc byte[16];
        _ = Utf8Formatter.TryFormat(key, digits, out var length, 'X');
        return new(digits[..length].ToArray());
    }

    public static bool TryParse(IdSpan span, out long key)
    {
        var digits = span.AsSpan();
        return Utf8Parser.TryParse(digits, out key, out var used, 'X') && used == digits.Length;
    }
}
