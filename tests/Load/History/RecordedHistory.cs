namespace OrleansChat.Load.History;

/// <summary>A finished history, in the order of recording; what the checker works on.</summary>
/// <param name="Events">Ordered by <see cref="HistoryEvent.At"/>.</param>
/// <param name="Dropped">Events that found no room; any make the history useless as proof.</param>
internal sealed record RecordedHistory(IReadOnlyList<HistoryEvent> Events, long Dropped = 0);
