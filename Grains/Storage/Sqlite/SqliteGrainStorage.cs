using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Grain state in SQLite, through the same writer as everything else. A write commits only over the state it was made from.</summary>
internal sealed class SqliteGrainStorage(SqliteDatabase database, GrainStateJson json) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await database.Readers.ReadAsync(new GrainStateKey(grainId.ToString(), stateName), GrainStateRows.Find, CancellationToken.None);
        if (stored is null) Empty(grainState);
        else Fill(grainState, json.Read<T>(stored.Payload) ?? Activator.CreateInstance<T>(), stored.ETag);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = json.Write(grainState.State!);
        var write = new GrainStateWrite(new GrainStateKey(grainId.ToString(), stateName), grainState.ETag, payload);
        var etag = await database.Writer.Submit(new SqliteWork<GrainStateWrite, string?>(write, payload.Length, needsSavepoint: false, GrainStateRows.Write))
            ?? throw Inconsistent(write);
        grainState.ETag = etag;
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var write = new GrainStateWrite(new GrainStateKey(grainId.ToString(), stateName), grainState.ETag, Payload: []);
        if (!await database.Writer.Submit(new SqliteWork<GrainStateWrite, bool>(write, bytes: 0, needsSavepoint: false, GrainStateRows.Clear)))
            throw Inconsistent(write);
        Empty(grainState);
    }

    private static void Empty<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static void Fill<T>(IGrainState<T> grainState, T state, string etag)
    {
        grainState.State = state;
        grainState.ETag = etag;
        grainState.RecordExists = true;
    }

    private static InconsistentStateException Inconsistent(GrainStateWrite write) => new(
        $"State '{write.Key.Name}' of {write.Key.Grain} was changed by another activation since it was read (ETag '{write.ExpectedETag}').");
}
