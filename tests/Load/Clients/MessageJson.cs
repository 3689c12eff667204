using System.Buffers;
using System.Text.Json;

namespace OrleansChat.Load.Clients;

/// <summary>The JSON of sending and of pushed frames, read leniently where the contract is silent and strictly where it speaks.</summary>
internal static class MessageJson
{
    public static byte[] Body(long to, string clientKey, string payload)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("sendto_id", to);
            json.WriteString("chatType", "single");
            json.WriteString("type", "text");
            json.WriteStartObject("data");
            json.WriteString("data", payload);
            json.WriteBoolean("dataType", value: false);
            json.WriteNull("otherData");
            json.WriteEndObject();
            json.WriteString("clientMsgId", clientKey);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static SendResult ReadAnswer(int status, byte[] body)
    {
        // Timeouts, overload and failures of the server leave open whether the row was written.
        if (status is 408 or 429 or >= 500)
            return new SentUnknown($"status {status}");

        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (status != 200)
            return new SentRefused(status, root.TryGetProperty("data", out var text) ? text.ToString() : "");

        var data = root.GetProperty("data");
        return new SentOk(data.GetProperty("id").GetString()!, data.TryGetProperty("create_time", out var time) ? time.GetInt64() : 0);
    }

    /// <summary>Reads a text frame of the server; null for one that the client does not show as a message of a user.</summary>
    /// <remarks>A frame that breaks the contract's shape comes back whole, as a text that nobody sent, for the checker to report.</remarks>
    public static PushedMessage? ReadFrame(ReadOnlyMemory<byte> text)
    {
        try
        {
            return ReadMessage(text);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new PushedMessage("", From: 0, To: 0, System.Text.Encoding.UTF8.GetString(text.Span));
        }
    }

    private static PushedMessage? ReadMessage(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        if (!root.TryGetProperty("type", out var type) || !type.ValueEquals("singleChat"))
            return null;

        var message = root.GetProperty("data");
        // Notices have a text as sender; the load never makes friends or groups, so every number is a user it started.
        if (message.GetProperty("from_id") is not { ValueKind: JsonValueKind.Number } from)
            return null;
        return new PushedMessage(
            message.GetProperty("id").GetString()!, from.GetInt64(), message.GetProperty("to_id").GetInt64(), Text(message.GetProperty("data")));
    }

    // The server forwards the object as JSON text; the client also takes an object.
    private static string Text(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Object)
            return data.GetProperty("data").GetString()!;
        using var inner = JsonDocument.Parse(data.GetString()!);
        return inner.RootElement.GetProperty("data").GetString()!;
    }
}

/// <summary>A message as the receiver sees it.</summary>
internal sealed record PushedMessage(string Id, long From, long To, string Payload);
