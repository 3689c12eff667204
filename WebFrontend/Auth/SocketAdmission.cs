using System.Diagnostics.CodeAnalysis;

namespace OrleansChat.Auth;

/// <summary>Whether a socket may be, and the text of the refusal frame when not (contract.md 7.1).</summary>
internal sealed record SocketAdmission
{
    private SocketAdmission(Caller? caller, string? refusal) => (Caller, Refusal) = (caller, refusal);

    /// <summary>Who it is; a superseded one (<see cref="Caller.IsSuperseded"/>) stays open and silent and is never registered.</summary>
    public Caller? Caller { get; }

    /// <summary>The refusal frame's <c>data</c>.</summary>
    public string? Refusal { get; }

    /// <summary>Whether it may be.</summary>
    [MemberNotNullWhen(true, nameof(Caller))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Caller is not null;

    /// <summary>It may.</summary>
    public static SocketAdmission Accept(Caller caller) => new(caller, null);

    /// <summary>It may not.</summary>
    public static SocketAdmission Reject(string refusal) => new(null, refusal);
}
