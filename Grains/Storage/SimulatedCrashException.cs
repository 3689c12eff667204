namespace OrleansChat.Storage;

/// <summary>Thrown by a test's <see cref="IStoreFaults"/>: from here on the store behaves as if its process had been killed.</summary>
internal sealed class SimulatedCrashException() : Exception("A test ended the store here.");
