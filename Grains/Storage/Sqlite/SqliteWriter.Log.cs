using Microsoft.Extensions.Logging;

namespace OrleansChat.Storage.Sqlite;

internal sealed partial class SqliteWriter
{
    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "A transaction of {Items} writes failed; their outcome is unknown and their owners reload")]
    private partial void LogBatchFailed(Exception exception, int items);

    [LoggerMessage(EventId = 6003, Level = LogLevel.Warning, Message = "The write-ahead log could not be cut (SQLite code {Code}); content that was taken back stays in it until the next try")]
    private partial void LogWipeFailed(int code);
}
