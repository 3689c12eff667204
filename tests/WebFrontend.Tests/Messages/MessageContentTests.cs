using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OrleansChat.Messages;

namespace OrleansChat.Tests.Messages;

public sealed class MessageContentTests
{
    [Theory]
    [InlineData("hello", """{"data":"hello","dataType":false,"otherData":null}""")]
    [InlineData("5", """{"data":"5","dataType":false,"otherData":null}""")]
    [InlineData("\"quoted\"", """{"data":"\"quoted\"","dataType":false,"otherData":null}""")]
    [InlineData("{ \"data\" : \"x\" , \"dataType\" : false }", """{"data":"x","dataType":false}""")]
    [InlineData("{\"data\":5}", """{"data":5}""")]
    [InlineData("{:-)", """{"data":"{:-)","dataType":false,"otherData":null}""")]
    [InlineData("{\"data\":[]}", null)]
    [InlineData("{\"Data\":\"x\"}", null)]
    public void Examples(string sent, string? expected) => Assert.Equal(expected, MessageContent.Normalise(sent));

    [Fact]
    public void Every_text_becomes_a_content_object_and_nothing_is_lost() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll<NonNull<string>>(text =>
        {
            if (text.Get.TrimStart().StartsWith('{') || text.Get.Any(char.IsSurrogate)) return true;
            var content = JsonElement.Parse(MessageContent.Normalise(text.Get)!);
            return content.GetProperty("data").GetString() == text.Get && content.GetProperty("dataType").ValueKind == JsonValueKind.False;
        }));

    [Theory]
    [InlineData("", null)]
    [InlineData("{}", "{}")]
    [InlineData("%7B%22a%22%3A1%7D", """{"a":1}""")]
    [InlineData("%7B%22a%22%3A%22%E4%BD%A0%22%7D", """{"a":"你"}""")]
    [InlineData("{\"a\":\"1+1\"}", """{"a":"1+1"}""")]
    [InlineData("{\"a\":\"100%\"}", null)]
    [InlineData("%7B%22a%22%3A%22%FF%22%7D", null)]
    [InlineData("%7", null)]
    [InlineData("%", null)]
    [InlineData("[1]", null)]
    [InlineData("5", null)]
    [InlineData("null", null)]
    [InlineData("nonsense", null)]
    public void Extras(string sent, string? expected) => Assert.Equal(expected, MessageExtras.Decode(sent, 1_000));

    [Fact]
    public void Extras_over_the_limit_count_as_none() => Assert.Null(MessageExtras.Decode($$"""{"a":"{{new string('x', 1_000)}}"}""", 1_000));

    [Fact]
    public void Extras_never_throw_and_are_objects() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll<NonNull<string>>(text => IsObjectOrNothing(MessageExtras.Decode(text.Get, 1_000))));

    private static bool IsObjectOrNothing(string? decoded) => decoded is null || JsonElement.Parse(decoded).ValueKind == JsonValueKind.Object;
}
