using System.Text;

namespace OrleansChat.Storage.Sqlite;

/// <summary>The data folder, held by this process until disposed.</summary>
internal sealed class DataDirectory : IDisposable
{
    public const string LockFileName = "lock";
    public const string DatabaseFileName = "chat.db";

    // An open handle with FileShare.None is the lock: the operating system drops it with the process, however that ends. The file itself
    // stays, because removing it would let two later processes lock two different files of the same name.
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream handle)
    {
        FullPath = path;
        _lock = handle;
    }

    /// <summary>The folder's full path.</summary>
    public string FullPath { get; }

    /// <summary>The database's full path.</summary>
    public string DatabasePath => Path.Combine(FullPath, DatabaseFileName);

    /// <summary>Makes the folder when it is absent, and takes it.</summary>
    /// <exception cref="DataDirectoryInUseException">Another holder has it.</exception>
    public static DataDirectory Take(string path)
    {
        var full = Path.GetFullPath(path);
        Create(full);
        return new DataDirectory(full, Lock(full));
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static void Create(string path)
    {
        // Messages, hashes and the signing key lie here: nobody but the owner looks in. An existing folder keeps the rights its owner gave it.
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStream Lock(string path)
    {
        FileStream? handle = null;
        try
        {
            handle = new FileStream(Path.Combine(path, LockFileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            handle.SetLength(0);
            handle.Write(Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
            handle.Flush();
            return handle;
        }
        catch (IOException exception) when (handle is null && exception.GetType() == typeof(IOException))
        {
            // Exactly IOException: the derived types say that the path is wrong, not that it is taken.
            throw new DataDirectoryInUseException(path, exception);
        }
        catch
        {
            handle?.Dispose();
            throw;
        }
    }
}
