using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

public sealed class WebSocketHandshakeTests(InteropHost host) : IClassFixture<InteropHost>
{
    private const string Good = """
        GET /ws HTTP/1.1
        Host: localhost
        Connection: keep-alive, Upgrade
        Upgrade: WebSocket
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13


        """;

    [Fact]
    public void The_accept_value_is_that_of_the_RFC() =>
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", WebSocketHandshake.AcceptValue("dGhlIHNhbXBsZSBub25jZQ=="));

    [Fact]
    public async Task A_good_request_is_accepted()
    {
        var answer = await host.SendRawAsync(Good);
        Assert.StartsWith("HTTP/1.1 101", answer, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_an_extension_nor_a_sub_protocol_is_agreed()
    {
        var answer = await host.SendRawAsync(Good.Replace(
            "Upgrade: WebSocket\n", "Upgrade: WebSocket\nSec-WebSocket-Extensions: permessage-deflate\nSec-WebSocket-Protocol: chat\n", StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 101", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Sec-WebSocket-Extensions", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Sec-WebSocket-Protocol", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Version: 13", "Version: 8")]
    [InlineData("Sec-WebSocket-Version: 13", "X: y")]
    [InlineData("Upgrade: WebSocket", "X: y")]
    [InlineData("Connection: keep-alive, Upgrade\nUpgrade: WebSocket", "X: y")]
    public async Task A_request_for_another_version_or_for_none_is_told_which(string part, string instead)
    {
        var answer = await host.SendRawAsync(Good.Replace(part, instead, StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 426", answer, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Version: 13", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /ws", "POST /ws")]
    [InlineData("Connection: keep-alive, Upgrade", "Connection: keep-alive")]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ=")]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZSBsb25n")]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", "not base64 at all!!!!!!!!")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "X: y")]
    [InlineData("X-Never: there", "", true)]
    public async Task A_request_that_is_no_proper_upgrade_is_refused(string part, string instead, bool isKeyDoubled = false)
    {
        var request = isKeyDoubled
            ? Good.Replace("Sec-WebSocket-Version", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nSec-WebSocket-Version", StringComparison.Ordinal)
            : Good.Replace(part, instead, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await host.SendRawAsync(request), StringComparison.Ordinal);
    }
}
