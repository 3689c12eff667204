using System.Collections.Concurrent;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansChat.Tests.Engine;

/// <summary>A store with versions, shared by all silos; records are kept as text so that nothing is shared with grains.</summary>
public sealed class MemoryStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (string Json, string ETag)> _records = new(StringComparer.Ordinal);
    private long _lastETag;

    /// <summary>When it returns an exception for a grain, the operation fails with it.</summary>
    public ConcurrentDictionary<GrainId, Exception> Failures { get; } = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Failures.TryGetValue(grainId, out var failure)) return Task.FromException(failure);
        grainState.RecordExists = _records.TryGetValue(Key(stateName, grainId), out var record);
        grainState.State = grainState.RecordExists ? JsonSerializer.Deserialize<T>(record.Json) : Activator.CreateInstance<T>();
        grainState.ETag = grainState.RecordExists ? record.ETag : null;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Failures.TryGetValue(grainId, out var failure)) return Task.FromException(failure);
        var key = Key(stateName, grainId);
        lock (_records)
        {
            CheckETag(key, grainState.ETag);
            var next = Interlocked.Increment(ref _lastETag).ToString();
            _records[key] = (JsonSerializer.Serialize(grainState.State), next);
            grainState.ETag = next;
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = Key(stateName, grainId);
        lock (_records)
        {
            CheckETag(key, grainState.ETag);
            _records.TryRemove(key, out _);
            grainState.State = Activator.CreateInstance<T>();
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    /// <summary>Gives a record another version, as a second writer would.</summary>
    public void Touch(string stateName, GrainId grainId)
    {
        var key = Key(stateName, grainId);
        lock (_records) _records[key] = (_records[key].Json, "touched");
    }

    private static string Key(string stateName, GrainId grainId) => $"{grainId}/{stateName}";

    private void CheckETag(string key, string? eTag)
    {
        var stored = _records.TryGetValue(key, out var record) ? record.ETag : null;
        if (!string.Equals(stored, eTag, StringComparison.Ordinal)) throw new InconsistentStateException("The record has another version.", stored, eTag);
    }
}
