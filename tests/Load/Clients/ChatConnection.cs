using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using OrleansChat.Load.History;
using OrleansChat.Load.Runs;

namespace OrleansChat.Load.Clients;

/// <summary>One socket of one app: reads frames, answers pings in order, and records both.</summary>
/// <remarks>
/// Threads: RunAsync is the only reader; writes take _writing. A frame is recorded before a later ping is answered, so a pong
/// never promises what the history does not have.
/// </remarks>
internal sealed class ChatConnection : IDisposable
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    private readonly RunHistory _history;
    private readonly RunProgress _progress;
    private readonly Socket _socket;
    private readonly FrameStream _frames;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private volatile bool _isStalled;
    private volatile bool _isClosing;
    private int _isRecordedClosed;
    private string _lastNotice = "none";

    private ChatConnection(int id, Socket connected, RunHistory history, RunProgress progress)
    {
        Id = id;
        _socket = connected;
        _history = history;
        _progress = progress;
        _frames = new FrameStream(new NetworkStream(connected, ownsSocket: true), masks: true);
    }

    public int Id { get; }

    public bool IsStalled => _isStalled;

    /// <summary>Connects and upgrades; null when the server is not there or does not upgrade.</summary>
    public static async Task<ChatConnection?> OpenAsync(
        int id, Uri url, Account account, string app, RunHistory history, RunProgress progress, CancellationToken cancellationToken)
    {
        history.Record(new SocketOpening(account.Id, app, id));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        string reason;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(ChatApi.RequestTimeout);
            await socket.ConnectAsync(url.Host, url.Port, patience.Token);
            var connection = new ChatConnection(id, socket, history, progress);
            var head = await connection.UpgradeAsync(url, account.Token, patience.Token);
            if (head?.StartsWith("HTTP/1.1 101", StringComparison.Ordinal) == true)
            {
                history.Record(new SocketOpened(id));
                return connection;
            }

            reason = $"no upgrade: {head?.Split('\r')[0] ?? "end of stream"}";
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            reason = $"no connection: {exception.GetType().Name}";
        }

        history.Record(new SocketClosed(id, Code: null, Expected: false, reason));
        socket.Dispose();
        return null;
    }

    /// <summary>Reads until the connection ends, for whatever reason.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await _frames.ReadAsync(CancellationToken.None) is { } frame)
            {
                if (_isStalled)
                    continue;   // as if it were still in the kernel: neither recorded nor answered
                if (frame.Kind == WireKind.Close)
                {
                    RecordClosed(CodeOf(frame.Payload.Span), $"{CloseReason(frame.Payload.Span)}; the last frame before it was {_lastNotice}");
                    break;
                }

                await TakeAsync(frame);
            }

            RecordClosed(code: null, "end of stream");
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            RecordClosed(code: null, exception.Message);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Stops taking frames, so that what the server writes from now on is lost with the connection.</summary>
    public void Stall()
    {
        _history.Record(new SocketStalled(Id));
        _isStalled = true;
    }

    public async Task CutAsync(CutKind kind)
    {
        _isClosing = true;
        try
        {
            if (kind == CutKind.CloseFrame)
            {
                using var patience = new CancellationTokenSource(ClosePatience);
                await WriteAsync(WireKind.Close, new byte[] { 0x03, 0xE8 }, patience.Token);
                await Task.Delay(ClosePatience / 4, CancellationToken.None);   // for the answer; a server that gives none is cut
            }
            else if (kind == CutKind.Reset)
            {
                _socket.LingerState = new LingerOption(enable: true, 0);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Already gone: the reader records why.
        }

        RecordClosed(code: null, $"cut by the client ({kind})");
        Dispose();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<string?> UpgradeAsync(Uri url, string token, CancellationToken cancellationToken)
    {
        var request = $"GET /ws?token={token} HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bG9hZC1ydW4tb2YtY2hhdA==\r\n\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request), cancellationToken);
        return await _frames.ReadHeadAsync(cancellationToken);
    }

    private async Task TakeAsync(WireFrame frame)
    {
        switch (frame.Kind)
        {
            case WireKind.Text when frame.IsFinal:
                if (MessageJson.ReadFrame(frame.Payload) is { } message)
                {
                    _history.Record(new FrameReceived(Id, message.Id, message.From, message.To, message.Payload));
                    _progress.Received(message.Payload);
                }
                else
                {
                    // A refusal or a kick says why in a frame just before the close frame.
                    _lastNotice = Encoding.UTF8.GetString(frame.Payload.Span[..Math.Min(frame.Payload.Length, 200)]);
                }

                break;
            case WireKind.Ping:
                await WriteAsync(WireKind.Pong, frame.Payload, CancellationToken.None);
                // An empty ping asks whether someone is there; only one with a position asks for a receipt.
                if (!frame.Payload.IsEmpty)
                    _history.Record(new PongSent(Id));
                break;
            case WireKind.Pong:
                break;
            default:
                throw new IOException($"The server sent a frame of kind {frame.Kind}, final {frame.IsFinal}.");
        }
    }

    private async Task WriteAsync(WireKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _frames.WriteAsync(kind, payload, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private void RecordClosed(int? code, string reason)
    {
        if (Interlocked.Exchange(ref _isRecordedClosed, 1) == 0)
            _history.Record(new SocketClosed(Id, code, Expected: _isClosing, reason));
    }

    private static int CodeOf(ReadOnlySpan<byte> payload) => payload.Length < 2 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(payload);

    private static string CloseReason(ReadOnlySpan<byte> payload) => payload.Length <= 2 ? "no reason" : Encoding.UTF8.GetString(payload[2..]);
}
