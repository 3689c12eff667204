using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansChat.Storage;

/// <summary>
/// Turns stored grain state into JSON and back, by source-generated contracts only. The composition names the context that knows the
/// state types; members that this version does not know are ignored, so that an older reader can meet newer data.
/// </summary>
/// <param name="options">Options whose <see cref="JsonSerializerOptions.TypeInfoResolver"/> knows every state type.</param>
public sealed class GrainStateJson(JsonSerializerOptions options)
{
    /// <summary>The state as UTF-8 JSON.</summary>
    public byte[] Write<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, ContractOf<T>());

    /// <summary>Reads what <see cref="Write{T}"/> wrote.</summary>
    public T? Read<T>(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, ContractOf<T>());

    private JsonTypeInfo<T> ContractOf<T>()
    {
        if (options.TryGetTypeInfo(typeof(T), out var contract)) return (JsonTypeInfo<T>)contract;
        throw new InvalidOperationException(
            $"{typeof(T)} is stored as grain state but the JSON context of the composition does not name it; add [JsonSerializable(typeof({typeof(T).Name}))].");
    }
}
