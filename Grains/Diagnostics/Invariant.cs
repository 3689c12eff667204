using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace OrleansChat.Diagnostics;

/// <summary>States what must hold whatever the world does: a failure is a bug of ours, never a caller's mistake. Stays on in production.</summary>
public static class Invariant
{
    /// <summary>Fails loudly when a thing that must hold does not.</summary>
    /// <exception cref="InvalidOperationException">It does not hold.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require([DoesNotReturnIf(false)] bool holds, string what)
    {
        if (!holds) Fail(what);
    }

    [DoesNotReturn]
    private static void Fail(string what) => throw new InvalidOperationException($"Invariant broken: {what}");
}
