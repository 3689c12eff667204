using Microsoft.Extensions.Logging;

namespace OrleansChat.Storage.Sqlite;

internal sealed partial class SqliteWriter
{
    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "A transaction of {Items} writes failed; their outcome is unknown and their owners reload")]
    private partial void LogBatchFailed(Exception exception, int items);
}
