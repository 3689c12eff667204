using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansChat.Users;

namespace OrleansChat.Messages;

/// <summary>The message object of a single chat (contract.md 4.2), built once and stored, pushed and answered as the same bytes.</summary>
public static class SingleMessage
{
    /// <summary>Writes the object.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="command">What the sender asked for.</param>
    /// <param name="receiver">Who gets it, as the sender sees the receiver.</param>
    /// <param name="acceptedAt">Unix milliseconds by the owner's clock.</param>
    public static byte[] Write(Guid id, SendMessage command, MessageParty receiver, long acceptedAt)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + (command.Data.Length * 2));
        using var json = new Utf8JsonWriter(buffer, MessageJson.Options);
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteNumber("from_id"u8, command.Sender.Id.Value);
        json.WriteString("from_name"u8, command.Sender.Name);
        json.WriteString("from_avatar"u8, command.Sender.Avatar);
        json.WriteNumber("to_id"u8, receiver.Id.Value);
        json.WriteString("to_name"u8, receiver.Name);
        json.WriteString("to_avatar"u8, receiver.Avatar);
        json.WriteString("chatType"u8, "single"u8);
        json.WriteString("type"u8, command.Type);
        json.WriteString("data"u8, command.Data);
        json.WritePropertyName("options"u8);
        if (command.Options is null) json.WriteNullValue();
        else json.WriteRawValue(command.Options, skipInputValidation: true);
        json.WriteNumber("create_time"u8, acceptedAt);
        json.WriteNumber("isremove"u8, 0);
        json.WriteString("sendUUid"u8, command.Sender.Uuid);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Whether a stored message has the content that a command asks for: a retry has, another message under the same client key has not.</summary>
    public static bool HasContentOf(byte[] stored, SendMessage command)
    {
        using var document = JsonDocument.Parse(stored);
        var root = document.RootElement;
        return IsText(root.GetProperty("type"u8), command.Type) && IsText(root.GetProperty("data"u8), command.Data);
    }

    // By bytes: half a surrogate pair was stored as the replacement character, and a retry of it must still be recognised.
    private static bool IsText(JsonElement stored, string text) => stored.ValueEquals(Encoding.UTF8.GetBytes(text));
}
