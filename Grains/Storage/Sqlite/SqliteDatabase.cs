using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansChat.Storage.Sqlite;

/// <summary>The data folder of this process, opened: its writer and its readers.</summary>
// Threads: Open and CloseAsync by the host, one after the other; Writer and Readers by any in between.
internal sealed partial class SqliteDatabase(
    IOptions<SqliteStoreOptions> options, TimeProvider clock, StoreMetrics metrics, ILogger<SqliteDatabase> logger, IStoreFaults? faults = null) : IAsyncDisposable
{
    private readonly SqliteStoreOptions _options = options.Value;
    private DataDirectory? _directory;
    private SqliteWriter? _writer;
    private SqliteReaders? _readers;

    /// <summary>Everything that writes goes through it.</summary>
    public SqliteWriter Writer => _writer ?? throw NotOpen();

    /// <summary>Everything that reads goes through it.</summary>
    public SqliteReaders Readers => _readers ?? throw NotOpen();

    /// <summary>Takes the folder, brings the tables to this version, and starts the writer. A second call changes nothing.</summary>
    /// <exception cref="DataDirectoryInUseException">Another process has the folder.</exception>
    /// <exception cref="InvalidDataException">The database is not ours or was written by a newer version.</exception>
    public void Open()
    {
        if (_directory is not null) return;
        var directory = DataDirectory.Take(_options.DataDirectory);
        try
        {
            using (var connection = SqliteConnections.OpenWriter(directory.DatabasePath)) SqliteMigrations.Run(connection, clock);
        }
        catch
        {
            directory.Dispose();
            throw;
        }

        var path = directory.DatabasePath;
        _directory = directory;
        _readers = new SqliteReaders(_options, () => SqliteConnections.OpenReader(path));
        _writer = new SqliteWriter(_options, () => SqliteConnections.OpenWriter(path), clock, metrics, logger, faults);
        _writer.Start();
        LogOpened(directory.FullPath, SqliteMigrations.Newest);
    }

    /// <summary>Writes what waits, then lets go of the files and, last, of the folder.</summary>
    public async Task CloseAsync()
    {
        if (_directory is null) return;
        await Writer.CloseAsync();
        await Readers.DisposeAsync();
        _directory.Dispose();
        _directory = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    private static InvalidOperationException NotOpen() =>
        new("The store is not open yet: it opens when the host starts, before all other services.");
}
