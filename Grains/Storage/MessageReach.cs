namespace OrleansChat.Storage;

/// <summary>How far a search by message id goes back.</summary>
/// <param name="Since">Unix milliseconds: it ends at the first entry that was accepted before.</param>
/// <param name="EntriesMax">How many entries it looks at; what lies behind them is not found.</param>
public readonly record struct MessageReach(long Since, int EntriesMax);
