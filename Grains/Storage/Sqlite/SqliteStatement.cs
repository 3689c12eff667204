using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansChat.Storage.Sqlite;

/// <summary>
/// A prepared statement, used again and again. It binds and steps without the per-call objects of an ADO.NET command: on the append path
/// those cost more than the insert itself.
/// </summary>
// Threads: those of its session, one at a time.
internal sealed class SqliteStatement : IDisposable
{
    private const int TextOnStackMax = 256;

    // Throws on half a surrogate pair: replaced by a substitute, two different texts could become equal.
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 database, string text)
    {
        _database = database;
        var code = raw.sqlite3_prepare_v3(database, text, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        SqliteException.ThrowExceptionForRC(code, database);
    }

    public SqliteStatement Bind(int index, long value) => Checked(raw.sqlite3_bind_int64(_statement, index, value));

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value) =>
        Checked(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, index, 0) : raw.sqlite3_bind_blob(_statement, index, value));

    public SqliteStatement Bind(int index, string? value)
    {
        if (value is null) return Checked(raw.sqlite3_bind_null(_statement, index));

        // With its length and not as a C string: one that ends at the first NUL would make two different client keys one.
        Span<byte> bytes = stackalloc byte[TextOnStackMax];
        if (!Encoding.TryGetBytes(value, bytes, out var length)) return Checked(raw.sqlite3_bind_text(_statement, index, Encoding.GetBytes(value)));
        return Checked(raw.sqlite3_bind_text(_statement, index, bytes[..length]));
    }

    /// <summary>Moves to the next row; false when there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(code, _database);
        return false;
    }

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => Encoding.GetString(raw.sqlite3_column_blob(_statement, column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>Ends the current use. Without it a read would keep its snapshot, and the write-ahead log could never start anew.</summary>
    public void Reset()
    {
        // The code of a failed step comes back here a second time; it was thrown already.
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private SqliteStatement Checked(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, _database);
        return this;
    }
}
