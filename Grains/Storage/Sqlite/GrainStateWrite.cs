namespace OrleansChat.Storage.Sqlite;

/// <summary>A state to be stored or cleared over the one that its writer knows; a null ETag expects that there is none.</summary>
internal sealed record GrainStateWrite(GrainStateKey Key, string? ExpectedETag, byte[] Payload);
