using System.Diagnostics.CodeAnalysis;

namespace OrleansChat.Auth;

/// <summary>What the checks of a token found.</summary>
internal sealed record CallerVerdict
{
    private CallerVerdict(CallerRefusal refusal, Caller? caller) => (Refusal, Caller) = (refusal, caller);

    /// <summary>Who it is; null when refused.</summary>
    public Caller? Caller { get; }

    /// <summary>Why not.</summary>
    public CallerRefusal Refusal { get; }

    /// <summary>Whether the token stands, or is a superseded one of the same app.</summary>
    [MemberNotNullWhen(true, nameof(Caller))]
    public bool IsAccepted => Caller is not null;

    /// <summary>The token stands.</summary>
    public static CallerVerdict Accept(Caller caller) => new(CallerRefusal.None, caller);

    /// <summary>It does not.</summary>
    public static CallerVerdict Reject(CallerRefusal refusal) => new(refusal, null);
}
