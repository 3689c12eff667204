namespace OrleansChat.Storage;

/// <summary>A write was handed to the disk and its outcome is not known: it may be durable or not, and only a new read tells.</summary>
public sealed class StoreOutcomeUnknownException(string message, Exception? innerException = null) : Exception(message, innerException);
