using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrleansChat.Sockets;

namespace OrleansChat.Tests.Sockets;

/// <summary>What a client may say (contract.md 7.3).</summary>
public sealed class ClientMessageTests
{
    [Theory]
    [InlineData("ping", true, null)]
    [InlineData("{\"type\":\"ping\"}", true, null)]
    [InlineData("{\"a\":[{}],\"type\":\"ping\",\"token\":\"t\"}", true, "t")]
    [InlineData("{\"type\":\"ping\",\"token\":\"\"}", true, null)]
    [InlineData("{\"type\":\"ping\",\"token\":null}", true, null)]
    [InlineData("{\"type\":\"ping\",\"token\":7}", true, null)]
    [InlineData("{\"type\":\"p\\u0069ng\"}", true, null)]
    [InlineData("{\"type\":\"pong\"}", false, null)]
    [InlineData("{\"type\":\"ack\",\"token\":\"t\"}", false, null)]
    [InlineData("{\"type\":\"\\ud800\"}", false, null)]
    [InlineData("{\"type\":\"ping\",\"token\":\"\\ud800\"}", false, null)]
    [InlineData("{\"type\":\"ping\"", false, null)]
    [InlineData("\"ping\"", false, null)]
    [InlineData("pings", false, null)]
    [InlineData("[]", false, null)]
    [InlineData("", false, null)]
    public void A_ping_is_a_ping_and_all_else_is_nothing(string text, bool isPing, string? token) =>
        Assert.Equal(new ClientMessage(isPing, token), ClientMessage.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Deep_nesting_is_nothing() =>
        Assert.False(ClientMessage.Parse(Encoding.UTF8.GetBytes("{\"type\":\"ping\",\"a\":" + new string('[', 10_000))).IsPing);

    [Fact]
    public void No_bytes_whatever_throw()
    {
        var anything = Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i));
        var nearly = from head in Gen.Elements("{", "{\"type\":", "{\"type\":\"ping\",", "{\"type\":\"ping\",\"token\":\"", "ping")
                     from rest in Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 255), Gen.Elements('"', '\\', 'u', 'd', '8', '0', '}', '{', ':', ',').Select(c => (int)c)).Select(i => (byte)i))
                     select (byte[])[.. Encoding.UTF8.GetBytes(head), .. rest];
        Prop.ForAll(Arb.From(Gen.OneOf(anything, nearly)), bytes =>
        {
            var message = ClientMessage.Parse(bytes);
            return message.IsPing || message.Token is null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithQuietOnSuccess(true));
    }
}
