using System.Globalization;
using System.Text;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>
/// What a client can ask of the test host by a text: <c>protocol</c>, <c>ping:N</c> (N pings, then the payloads of the pongs
/// in the order in which they came), <c>burst:N</c>, <c>flood</c>, <c>abort</c>, <c>close</c>, <c>close:CODE</c>; anything else is echoed.
/// </summary>
internal sealed class EchoSession(WebSocketConnection socket, string protocol)
{
    private readonly List<string> _pongs = [];
    private int _pongsWanted = -1;

    public async Task RunAsync()
    {
        while (await socket.ReadAsync() is { Kind: not WebSocketEventKind.None } next)
        {
            var text = Encoding.UTF8.GetString(next.Payload.Span);
            if (next.Kind == WebSocketEventKind.Pong) TakePong(text);
            else await ObeyAsync(text);
        }
    }

    private async Task ObeyAsync(string text)
    {
        switch (text.Split(':'))
        {
            case ["protocol"]:
                Send(protocol);
                break;
            case ["ping", var count]:
                _pongsWanted = Number(count);
                for (var i = 0; i < _pongsWanted; i++) socket.TryEnqueue(WebSocketFrames.Ping(Encoding.UTF8.GetBytes($"n-{i}")));
                break;
            case ["burst", var count]:
                for (var i = 0; i < Number(count); i++) Send($"burst {i}");
                break;
            case ["flood"]:
                await FloodAsync();
                break;
            case ["abort"]:
                socket.Abort();
                break;
            case ["close"]:
                await socket.CloseAsync();
                break;
            case ["close", var code]:
                await socket.CloseAsync((ushort)Number(code));
                break;
            default:
                Send(text);
                break;
        }
    }

    /// <summary>Sends more than a peer that reads nothing lets through, until nothing moves; then does as a watchdog would.</summary>
    private async Task FloodAsync()
    {
        var frame = WebSocketFrames.Text(new byte[60_000]);
        while (socket.StalledFor < TimeSpan.FromSeconds(1))
        {
            if (!socket.TryEnqueue(frame)) await Task.Delay(20);
        }

        socket.Abort();
    }

    private void TakePong(string payload)
    {
        _pongs.Add(payload);
        if (_pongs.Count == _pongsWanted) Send("pongs " + string.Join(',', _pongs));
    }

    private void Send(string text) => Assert.True(socket.TryEnqueue(WebSocketFrames.Text(Encoding.UTF8.GetBytes(text))), "the outbox has room");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
