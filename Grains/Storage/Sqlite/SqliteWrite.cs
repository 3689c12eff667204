namespace OrleansChat.Storage.Sqlite;

/// <summary>One item of the writer's queue.</summary>
internal abstract class SqliteWrite : WriteItem
{
    /// <summary>Whether it changes rows by more than one statement, so that the first must be undone when a later one is refused.</summary>
    public abstract bool NeedsSavepoint { get; }

    /// <summary>Does its part of the transaction; keeps the answer for <see cref="WriteItem.Complete"/>.</summary>
    public abstract void Execute(SqliteWriterSession session);

    /// <summary>Its own fault, for example a broken constraint: it wrote nothing, its neighbours go on.</summary>
    public abstract void Reject(Exception exception);
}
