using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansChat.Load.History;

/// <summary>A history as JSON lines: one event a line, so that a failed run can be searched with plain tools and checked again.</summary>
internal static class HistoryFile
{
    private static readonly HistoryJsonContext Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static async Task WriteAsync(string path, RecordedHistory history)
    {
        await using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        foreach (var happened in history.Events)
            await writer.WriteLineAsync(JsonSerializer.Serialize(happened, Json.HistoryEvent));
    }

    public static async Task<RecordedHistory> ReadAsync(string path)
    {
        var events = new List<HistoryEvent>();
        await foreach (var line in File.ReadLinesAsync(path))
        {
            events.Add(JsonSerializer.Deserialize(line, Json.HistoryEvent)
                ?? throw new FormatException($"Line {events.Count + 1} of {path} is no event."));
        }

        return new RecordedHistory(events);
    }
}

[JsonSerializable(typeof(HistoryEvent))]
internal sealed partial class HistoryJsonContext : JsonSerializerContext;
