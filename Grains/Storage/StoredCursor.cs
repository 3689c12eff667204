using OrleansChat.Logs;
using OrleansChat.Users;

namespace OrleansChat.Storage;

/// <summary>How far one app of a user has confirmed one log.</summary>
/// <param name="User">The user.</param>
/// <param name="App">The app: a device id, or one name for logins without a device; 1 to 200 characters.</param>
/// <param name="Log">The log.</param>
/// <param name="Confirmed">The highest sequence that the app's socket has confirmed; 0 for none.</param>
/// <param name="UsedAt">When the app was last seen: Unix milliseconds.</param>
public sealed record StoredCursor(UserId User, string App, LogId Log, long Confirmed, long UsedAt);
