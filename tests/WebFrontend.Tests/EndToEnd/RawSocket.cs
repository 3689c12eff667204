using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace OrleansChat.Tests.EndToEnd;

/// <summary>A WebSocket client on a bare TCP connection, because a test must own the pongs: no library's class lets it.</summary>
internal sealed class RawSocket : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private readonly Channel<JsonElement> _texts = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<byte[]> _pings = Channel.CreateUnbounded<byte[]>();
    private readonly TaskCompletionSource<int> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private volatile bool _answersPings;

    private RawSocket(TcpClient tcp, bool answersPings)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
        _answersPings = answersPings;
    }

    /// <summary>The close code that a browser would report: 1006 for a connection that ended without a close frame, 1005 for one without a code.</summary>
    public Task<int> Closed => _closed.Task.WaitAsync(Deadline);

    public bool IsOpen => !_closed.Task.IsCompleted;

    public static async Task<RawSocket> ConnectAsync(Uri origin, string path, bool answersPings = true)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(origin.Host, origin.Port);
        var socket = new RawSocket(tcp, answersPings);
        var request = $"GET {path} HTTP/1.1\r\nHost: {origin.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Convert.ToBase64String(Guid.NewGuid().ToByteArray())}\r\n\r\n";
        await socket._stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await socket._stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        Assert.StartsWith("HTTP/1.1 101", head.ToString(), StringComparison.Ordinal);
        _ = socket.ReadAsync();
        return socket;
    }

    /// <summary>The next text frame, whatever it is.</summary>
    public async Task<JsonElement> NextAsync(TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Deadline);
        return await _texts.Reader.ReadAsync(deadline.Token);
    }

    /// <summary>The text of the next chat message; heartbeats and the greeting are passed over.</summary>
    public async Task<string> NextChatAsync(TimeSpan? within = null)
    {
        while (true)
        {
            var frame = await NextAsync(within);
            if (frame.GetProperty("type").GetString() == "singleChat") return TextOf(frame);
        }
    }

    public async Task<List<string>> NextChatsAsync(int count)
    {
        var texts = new List<string>(count);
        while (texts.Count < count) texts.Add(await NextChatAsync());
        return texts;
    }

    /// <summary>Whether a chat message is there already: for asserting that none is, after something that must have come later.</summary>
    public bool HasChat => _texts.Reader.TryPeek(out var frame) && frame.GetProperty("type").GetString() == "singleChat";

    public async Task<byte[]> NextPingAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        return await _pings.Reader.ReadAsync(deadline.Token);
    }

    public Task SendPongAsync(byte[] payload) => SendAsync(0xA, payload);

    public Task SendTextAsync(string text) => SendAsync(0x1, Encoding.UTF8.GetBytes(text));

    public void AnswerPingsFromNowOn() => _answersPings = true;

    public static string TextOf(JsonElement frame)
    {
        using var inner = JsonDocument.Parse(frame.GetProperty("data").GetProperty("data").GetString()!);
        return inner.RootElement.GetProperty("data").GetString()!;
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        _sending.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync(int opcode, byte[] payload)
    {
        Assert.InRange(payload.Length, 0, 125);
        byte[] mask = [1, 2, 3, 4];
        var frame = new byte[6 + payload.Length];
        frame[0] = (byte)(0x80 | opcode);
        frame[1] = (byte)(0x80 | payload.Length);
        mask.CopyTo(frame, 2);
        for (var i = 0; i < payload.Length; i++) frame[6 + i] = (byte)(payload[i] ^ mask[i % 4]);
        await _sending.WaitAsync();
        try
        {
            await _stream.WriteAsync(frame);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var code = 1006;
        try
        {
            while (true)
            {
                var (opcode, payload) = await ReadFrameAsync();
                if (opcode == 0x8)
                {
                    code = payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(payload) : 1005;
                    await SendAsync(0x8, payload);
                    break;
                }

                if (opcode == 0x1) _texts.Writer.TryWrite(JsonDocument.Parse(payload).RootElement);
                if (opcode != 0x9) continue;
                if (_answersPings) await SendPongAsync(payload);
                else _pings.Writer.TryWrite(payload);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The connection ended without a close frame.
        }

        _texts.Writer.TryComplete();
        _closed.TrySetResult(code);
    }

    private async Task<(int Opcode, byte[] Payload)> ReadFrameAsync()
    {
        var head = new byte[2];
        await _stream.ReadExactlyAsync(head);
        var length = head[1] & 0x7F;
        if (length == 126)
        {
            var extended = new byte[2];
            await _stream.ReadExactlyAsync(extended);
            length = BinaryPrimitives.ReadUInt16BigEndian(extended);
        }
        else if (length == 127)
        {
            var extended = new byte[8];
            await _stream.ReadExactlyAsync(extended);
            length = (int)BinaryPrimitives.ReadUInt64BigEndian(extended);
        }

        var payload = new byte[length];
        await _stream.ReadExactlyAsync(payload);
        return (head[0] & 0xF, payload);
    }
}
