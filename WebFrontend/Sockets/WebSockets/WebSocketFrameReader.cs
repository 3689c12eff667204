using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace OrleansChat.Sockets.WebSockets;

/// <summary>
/// Reads a client's frames out of bytes cut anywhere (RFC 6455, section 5): masked frames only, no extensions, fragments put
/// together, control frames between them. Pure: no stream, no clock. It throws for no input and holds at most one message
/// within <paramref name="messageBytesMax"/> and one control payload; after a close frame or an error it ignores the rest.
/// </summary>
/// <remarks>
/// Memory follows the bytes that came, not the length that a header claims. A text is checked as a whole when it is complete:
/// it lies in one piece by then, and no half-read character has to be carried from fragment to fragment.
/// Not thread-safe: one reader.
/// </remarks>
/// <param name="messageBytesMax">Longest message in bytes, fragments together.</param>
internal sealed class WebSocketFrameReader(int messageBytesMax) : IDisposable
{
    private WebSocketFrameHeader _header;
    private Key _key;
    private long _payloadLength;
    private long _payloadRead;
    private bool _inPayload;
    private bool _ended;

    /// <summary>Text or Binary while a message is open between its fragments, else Continuation.</summary>
    private WebSocketOpcode _message;
    private WebSocketMessageBuffer _buffer;
    private bool _isDelivered;

    /// <summary>Made with the first control frame that has a payload; small enough to keep.</summary>
    private byte[]? _control;

    /// <summary>Bytes held for an unfinished or just delivered message.</summary>
    public int HeldBytes => _buffer.HeldBytes;

    /// <summary>Takes bytes from the front of the input until an event is complete or the input is used up.</summary>
    /// <returns>Whether there is an event. Its payload is valid until the next call. False: all input was taken.</returns>
    public bool TryRead(ref ReadOnlySpan<byte> input, out WebSocketEvent next)
    {
        ReleaseDelivered();
        next = default;
        while (!_ended)
        {
            if (!_inPayload)
            {
                if (_header.Take(ref input) is var broken and not WebSocketProtocolError.None) return Fail(broken, out next);
                if (!_header.IsComplete) return false;
                if (BeginPayload() is var refused and not WebSocketProtocolError.None) return Fail(refused, out next);
            }

            TakePayload(ref input);
            if (_payloadRead < _payloadLength) return false;
            if (TryEndFrame(out next)) return true;
        }

        input = default;
        return false;
    }

    /// <summary>Gives back what an event lent, ahead of the next call, so that a waiting connection holds no buffer.</summary>
    public void ReleaseDelivered()
    {
        if (_isDelivered) ReleaseMessage();
    }

    /// <summary>Leaves what an event lent to whoever still uses it; that memory does not go back to the pool.</summary>
    public void AbandonDelivered()
    {
        Debug.Assert(!_inPayload, "an event has been delivered, or nothing was ever read: no frame is half read");
        _control = null;
        if (!_isDelivered) return;
        _buffer.Abandon();
        _isDelivered = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended = true;
        ReleaseMessage();
    }

    private WebSocketProtocolError BeginPayload()
    {
        _payloadLength = _header.PayloadLength;
        _payloadRead = 0;
        _header.CopyKey(_key);
        _inPayload = true;
        if (_header.IsControl) return WebSocketProtocolError.None;

        if (_header.Opcode == WebSocketOpcode.Continuation)
        {
            if (_message == WebSocketOpcode.Continuation) return WebSocketProtocolError.UnexpectedContinuation;
        }
        else
        {
            if (_message != WebSocketOpcode.Continuation) return WebSocketProtocolError.MessageInterrupted;
            _message = _header.Opcode;
        }

        return _payloadLength > messageBytesMax - _buffer.Length ? WebSocketProtocolError.MessageTooBig : WebSocketProtocolError.None;
    }

    private void TakePayload(ref ReadOnlySpan<byte> input)
    {
        var taken = (int)Math.Min(_payloadLength - _payloadRead, input.Length);
        if (taken == 0) return;
        var room = _header.IsControl ? ControlRoom() : _buffer.Extend(taken, messageBytesMax);
        WebSocketMask.Apply(input[..taken], room, _key, _payloadRead);
        _payloadRead += taken;
        input = input[taken..];
    }

    private Span<byte> ControlRoom()
    {
        _control ??= new byte[WebSocketFrames.ControlPayloadBytesMax];
        return _control.AsSpan((int)_payloadRead);
    }

    private bool TryEndFrame(out WebSocketEvent next)
    {
        var opcode = _header.Opcode;
        var isFinal = _header.IsFinal;
        _header.Reset();
        _inPayload = false;
        switch (opcode)
        {
            case WebSocketOpcode.Close:
                return EndClose(out next);
            case WebSocketOpcode.Ping or WebSocketOpcode.Pong:
                var kind = opcode == WebSocketOpcode.Ping ? WebSocketEventKind.Ping : WebSocketEventKind.Pong;
                next = new WebSocketEvent(kind, _control.AsMemory(0, (int)_payloadLength));
                return true;
            default:
                next = default;
                return isFinal && TryEndMessage(out next);
        }
    }

    private bool TryEndMessage(out WebSocketEvent next)
    {
        var isText = _message == WebSocketOpcode.Text;
        var text = _buffer.Content;
        _message = WebSocketOpcode.Continuation;
        _isDelivered = true;
        if (Utf8.IsValid(text.Span))
        {
            next = new WebSocketEvent(WebSocketEventKind.Text, text);
            return true;
        }

        if (isText) return Fail(WebSocketProtocolError.InvalidUtf8, out next);

        // Binary is read as text, but unlike text it may be anything: what is no text is no message of ours and is passed over.
        ReleaseMessage();
        next = default;
        return false;
    }

    private bool EndClose(out WebSocketEvent next)
    {
        var payload = _control.AsMemory(0, (int)_payloadLength);
        if (payload.IsEmpty)
        {
            next = new WebSocketEvent(WebSocketEventKind.Close);
        }
        else if (payload.Length >= 2
            && BinaryPrimitives.ReadUInt16BigEndian(payload.Span) is var code
            && WebSocketCloseCode.MayBeSent(code)
            && Utf8.IsValid(payload.Span[2..]))
        {
            next = new WebSocketEvent(WebSocketEventKind.Close, payload[2..], code);
        }
        else
        {
            return Fail(WebSocketProtocolError.InvalidClose, out next);
        }

        Dispose();
        return true;
    }

    private bool Fail(WebSocketProtocolError error, out WebSocketEvent next)
    {
        Dispose();
        next = new WebSocketEvent(WebSocketEventKind.ProtocolError, Error: error);
        return true;
    }

    private void ReleaseMessage()
    {
        _buffer.Release();
        _isDelivered = false;
    }

    [InlineArray(WebSocketMask.KeyLength)]
    private struct Key
    {
        private byte _first;
    }
}
