using System.Buffers;
using System.Text.Json;
using OrleansChat.Users;

namespace OrleansChat.Messages;

/// <summary>The message object that takes a single message back (contract.md 6.9), built once and stored, pushed and answered as the same bytes.</summary>
public static class SingleRevoke
{
    /// <summary>Writes the object. Names and pictures are the server's own; what the client sent along does not count ((b) 37).</summary>
    /// <param name="command">What the sender asked for.</param>
    /// <param name="receiver">Who got the message.</param>
    /// <param name="acceptedAt">Unix milliseconds by the owner's clock.</param>
    public static byte[] Write(RevokeMessage command, MessageParty receiver, long acceptedAt)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, MessageJson.Options);
        json.WriteStartObject();
        json.WriteString("id"u8, command.MessageId);
        json.WriteNumber("from_id"u8, command.Sender.Id.Value);
        json.WriteString("from_name"u8, command.Sender.Name);
        json.WriteString("from_avatar"u8, command.Sender.Avatar);
        json.WriteNumber("to_id"u8, receiver.Id.Value);
        json.WriteString("to_name"u8, receiver.Name);
        json.WriteString("to_avatar"u8, receiver.Avatar);
        json.WriteString("chatType"u8, "single"u8);
        json.WriteString("type"u8, "systemNotice"u8);
        json.WriteString("actionType"u8, "revoke"u8);
        WriteNotice(json, command.Sender.Name);
        json.WriteStartObject("options"u8);
        json.WriteEndObject();
        json.WriteNumber("create_time"u8, acceptedAt);
        json.WriteNumber("isremove"u8, 0);
        json.WriteNull("group"u8);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    // An object and not JSON text: only what users wrote is text (contract.md 4.3).
    private static void WriteNotice(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject("data"u8);
        json.WriteString("data"u8, $"{name}撤回了一条消息");
        json.WriteBoolean("dataType"u8, false);
        json.WriteNull("otherData"u8);
        json.WriteEndObject();
    }
}
