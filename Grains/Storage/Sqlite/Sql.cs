namespace OrleansChat.Storage.Sqlite;

/// <summary>One SQL text, kept in a static field: a session finds the prepared statement by this object's identity, without hashing the text.</summary>
internal sealed class Sql(string text)
{
    /// <summary>The text; values stand as <c>?1</c>, <c>?2</c>…</summary>
    public string Text { get; } = text;
}
