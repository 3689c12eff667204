using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Auth;

/// <summary>Who sends a request or opens a socket: a checked token and the account behind it.</summary>
internal sealed record Caller
{
    /// <summary>The app of every login without a device. Two such logins are two devices: the newer replaces the older (design.md 7).</summary>
    public const string DefaultApp = "default";

    /// <summary>The user.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The token's role, which decides what the session may do; the account's may be more.</summary>
    public required AccountRole Role { get; init; }

    /// <summary>Whose cursor the session moves.</summary>
    public required string App { get; init; }

    /// <summary>The token's id.</summary>
    public required string TokenId { get; init; }

    /// <summary>The account, at most two seconds old.</summary>
    public required UserAccount Account { get; init; }

    /// <summary>The settings text.</summary>
    public required string Userset { get; init; }

    /// <summary>
    /// The token was replaced by a newer one of the same app (contract.md (b) 5): an old instance inside a client that is logged in.
    /// It gets no data and no error that would log its app out.
    /// </summary>
    public bool IsSuperseded { get; init; }

    /// <summary>
    /// A registered account's session without a login: whoever knows the device id gets one (contract.md (b) 7). It has a visitor's
    /// rights and changes nothing of the account.
    /// </summary>
    public bool IsLoggedOut => Role == AccountRole.Visitor && Account.Role == AccountRole.User;

    /// <summary>The caller that the middleware let in; an endpoint outside <c>/api/chat</c> has none, and asking is our bug.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        new(context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint lies outside /api/chat and has no caller."));
}
