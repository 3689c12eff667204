using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace OrleansChat.Parameters;

/// <summary>A field that passed its rule.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ParameterValue
{
    /// <summary>The value as text; null for a list.</summary>
    public string? Text { get; init; }

    /// <summary>The value of an integer.</summary>
    public long Number { get; init; }

    /// <summary>The elements of a list as text; default for anything else.</summary>
    public ImmutableArray<string> Items { get; init; }
}
