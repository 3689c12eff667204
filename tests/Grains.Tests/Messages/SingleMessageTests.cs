using System.Text;
using System.Text.Json;
using OrleansChat.Messages;
using OrleansChat.Users;

namespace OrleansChat.Tests.Messages;

/// <summary>The message object of contract.md 4.2.</summary>
public sealed class SingleMessageTests
{
    private static readonly Guid s_id = new("6f9619ff-8b86-4011-b42d-00c04fc964ff");
    private static readonly Guid s_uuid = new("0a0b0c0d-0102-4304-8506-0708090a0b0c");
    private static readonly MessageParty s_receiver = new(new UserId(8), Guid.NewGuid(), "Ben", "");

    [Fact]
    public void The_object_is_exactly_what_clients_read()
    {
        var written = Encoding.UTF8.GetString(SingleMessage.Write(s_id, Command("""{"data":"hi","dataType":false,"otherData":null}"""), s_receiver, 1_700_000_000_123));
        Assert.Equal(
            """
            {"id":"6f9619ff-8b86-4011-b42d-00c04fc964ff","from_id":7,"from_name":"Anna","from_avatar":"/a.png","to_id":8,"to_name":"Ben","to_avatar":"",
            "chatType":"single","type":"text","data":"{\"data\":\"hi\",\"dataType\":false,\"otherData\":null}","options":null,
            "create_time":1700000000123,"isremove":0,"sendUUid":"0a0b0c0d-0102-4304-8506-0708090a0b0c"}
            """.Replace("\n", ""),
            written);
    }

    [Theory]
    [InlineData("😀👨‍👩‍👧‍👦")]
    [InlineData("שלום مرحبا")]
    [InlineData("你好，世界")]
    [InlineData("\"quotes\" and \\ backslash and / slash")]
    [InlineData("line\nbreak\ttab\u0001control\u2028separator")]
    [InlineData("<script>alert('&')</script>")]
    [InlineData("")]
    public void Every_text_comes_back_as_it_was(string text)
    {
        var command = Command(JsonSerializer.Serialize(new Dictionary<string, string> { ["data"] = text }));
        var stored = SingleMessage.Write(s_id, command with { Sender = command.Sender with { Name = text } }, s_receiver with { Name = text }, 1);
        using var document = JsonDocument.Parse(stored);
        Assert.Equal(command.Data, document.RootElement.GetProperty("data").GetString());
        Assert.Equal(text, JsonDocument.Parse(command.Data).RootElement.GetProperty("data").GetString());
        Assert.Equal(text, document.RootElement.GetProperty("from_name").GetString());
        Assert.Equal(text, document.RootElement.GetProperty("to_name").GetString());
        Assert.True(SingleMessage.HasContentOf(stored, command));
    }

    [Fact]
    public void Chinese_and_emoji_are_not_escaped()
    {
        var written = Encoding.UTF8.GetString(SingleMessage.Write(s_id, Command("""{"data":"你好"}"""), s_receiver, 1));
        Assert.Contains("你好", written);
    }

    [Theory]
    [InlineData("""{"a":[1,2,{"b":null}],"c":"x"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("12.50")]
    public void Options_are_handed_on_as_they_came(string options)
    {
        var stored = SingleMessage.Write(s_id, Command("{}") with { Options = options }, s_receiver, 1);
        using var document = JsonDocument.Parse(stored);
        Assert.Equal(options, document.RootElement.GetProperty("options").GetRawText());
    }

    [Fact]
    public void Without_options_the_field_is_there_and_null()
    {
        using var document = JsonDocument.Parse(SingleMessage.Write(s_id, Command("{}"), s_receiver, 1));
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("options").ValueKind);
    }

    [Fact]
    public void The_content_is_type_and_data_and_nothing_else()
    {
        var command = Command("""{"data":"hi"}""");
        var stored = SingleMessage.Write(s_id, command, s_receiver, 1);
        Assert.True(SingleMessage.HasContentOf(stored, command with { Options = "{}", Sender = s_receiver }));
        Assert.False(SingleMessage.HasContentOf(stored, command with { Type = "image" }));
        Assert.False(SingleMessage.HasContentOf(stored, command with { Data = """{"data":"ho"}""" }));
    }

    [Fact]
    public void Whatever_the_text_a_repeat_has_the_content_of_its_first()
    {
        string[] pieces = ["a", "\"", "\\", "é", "中", "😀", "\0", "\u2028", "{", "}", "\\u0041", "\ud800", "\udc00"];
        Property.OfScripts(script =>
        {
            var text = new StringBuilder();
            while (script.HasNext) text.Append(pieces[script.Next(pieces.Length)]);
            var command = Command(text.ToString());
            Assert.True(SingleMessage.HasContentOf(SingleMessage.Write(s_id, command, s_receiver, 1), command));
        });
    }

    private static SendMessage Command(string data) => new()
    {
        Sender = new MessageParty(new UserId(7), s_uuid, "Anna", "/a.png"),
        Type = "text",
        Data = data,
    };
}
