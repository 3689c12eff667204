namespace OrleansChat.Storage;

/// <summary>The writer's queue is full. Nothing was written and nothing will be: the caller may try again later.</summary>
public sealed class StoreBusyException(string message) : Exception(message);
