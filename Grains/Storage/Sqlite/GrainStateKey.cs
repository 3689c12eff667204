namespace OrleansChat.Storage.Sqlite;

/// <summary>Names one stored state.</summary>
internal sealed record GrainStateKey(string Grain, string Name);
