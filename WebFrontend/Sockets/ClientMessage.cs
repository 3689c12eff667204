using System.Text.Json;

namespace OrleansChat.Sockets;

/// <summary>What a client may say on its socket (contract.md 7.3): a ping, with or without a token. All else is ignored.</summary>
/// <param name="IsPing">Whether it wants a pong.</param>
/// <param name="Token">The token to check first, or null.</param>
internal readonly record struct ClientMessage(bool IsPing, string? Token)
{
    // A ping is flat; what nests deeper is none.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>Reads a message; never throws.</summary>
    public static ClientMessage Parse(ReadOnlyMemory<byte> text)
    {
        if (text.Span.SequenceEqual("ping"u8)) return new ClientMessage(IsPing: true, Token: null);
        if (text.IsEmpty || text.Span[0] != (byte)'{') return default;
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            var root = document.RootElement;
            if (!root.TryGetProperty("type"u8, out var type) || type.ValueKind != JsonValueKind.String || !type.ValueEquals("ping"u8)) return default;
            var token = root.TryGetProperty("token"u8, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            return new ClientMessage(IsPing: true, string.IsNullOrEmpty(token) ? null : token);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Unparsable text, or an escape that is no character: ignored, as the contract has it.
            return default;
        }
    }
}
