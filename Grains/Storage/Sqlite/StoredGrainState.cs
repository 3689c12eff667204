namespace OrleansChat.Storage.Sqlite;

/// <summary>A state as it stands.</summary>
internal sealed record StoredGrainState(byte[] Payload, string ETag);
