using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Sockets;

/// <summary>The frames that are not entries of a log (contract.md 4.1), as whole WebSocket frames.</summary>
internal static class SocketFrames
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The server's heartbeat; nothing is required back (contract.md 7.3).</summary>
    public static readonly byte[] Heartbeat = WebSocketFrames.Text("""{"type":"ping"}"""u8);

    /// <summary>The greeting after a connect (contract.md 7.2).</summary>
    public static byte[] Greeting(long timestamp) => Text(json =>
    {
        json.WriteString("type"u8, "system"u8);
        json.WriteString("data"u8, "欢迎您访问我们的系统！"u8);
        json.WriteNumber("timestamp"u8, timestamp);
    });

    /// <summary>The answer to a client's ping (contract.md 7.3).</summary>
    public static byte[] Pong(long timestamp) => Text(json =>
    {
        json.WriteString("type"u8, "pong"u8);
        json.WriteNumber("timestamp"u8, timestamp);
    });

    /// <summary>The refusal of a handshake, before its close (contract.md 7.1).</summary>
    public static byte[] Refusal(string text) => Text(json =>
    {
        json.WriteString("msg"u8, "fail"u8);
        json.WriteString("data"u8, text);
    });

    private static byte[] Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return WebSocketFrames.Text(buffer.WrittenSpan);
    }
}
