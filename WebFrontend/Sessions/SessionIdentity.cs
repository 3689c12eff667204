using OrleansChat.Users;

namespace OrleansChat.Sessions;

/// <summary>Whose socket it is.</summary>
/// <param name="Id">The session, named once and never again.</param>
/// <param name="User">The user.</param>
/// <param name="App">The app whose cursor it moves.</param>
/// <param name="IsTransient">Starts at the head and moves no stored cursor (design.md 3.8).</param>
/// <param name="Nonce">What this connection's pings carry, so that no other connection's pong counts.</param>
internal sealed record SessionIdentity(Guid Id, UserId User, string App, bool IsTransient, ulong Nonce)
{
    /// <summary>Whether at most one of the two is fed.</summary>
    public bool SharesFeedWith(SessionIdentity other) => IsTransient == other.IsTransient && string.Equals(App, other.App, StringComparison.Ordinal);
}
