using Microsoft.Extensions.Logging;

namespace OrleansChat.Storage.Sqlite;

internal sealed partial class SqliteDatabase
{
    [LoggerMessage(EventId = 6002, Level = LogLevel.Information, Message = "Data folder {Directory} is open, schema version {Version}")]
    private partial void LogOpened(string directory, int version);
}
