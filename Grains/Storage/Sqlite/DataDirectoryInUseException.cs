namespace OrleansChat.Storage.Sqlite;

/// <summary>Another process has the data folder open.</summary>
/// <param name="directory">The folder's full path.</param>
/// <param name="innerException">What the lock said.</param>
public sealed class DataDirectoryInUseException(string directory, Exception? innerException = null) : Exception(
    $"The data folder '{directory}' is in use by another process (its number stands in '{Path.Combine(directory, DataDirectory.LockFileName)}'). " +
    "Stop that process, or start this one with another folder: --Chat:DataDirectory=PATH.",
    innerException)
{
    /// <summary>The folder's full path.</summary>
    public string Directory { get; } = directory;
}
