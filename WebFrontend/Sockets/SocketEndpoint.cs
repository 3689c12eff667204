using System.Net;
using OrleansChat.Auth;
using OrleansChat.Http;
using OrleansChat.Sessions;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Sockets;

/// <summary>The WebSocket of contract.md 7: accepts first, refuses with a frame, greets, then listens for receipts and pings.</summary>
internal sealed class SocketEndpoint(
    SocketAuthentication authentication,
    SessionFactory sessions,
    SocketCounter counter,
    SocketLimits limits,
    SocketLog log)
{
    /// <summary>Serves one socket until it ends.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!counter.TryEnter(address))
        {
            log.TooManySockets(address, counter.Count);
            context.Abort();
            return;
        }

        try
        {
            if (await WebSocketHandshake.AcceptAsync(context) is not { } stream)
            {
                await ChatResults.Fail("这里只接受 WebSocket 连接", context.Response.StatusCode).ExecuteAsync(context);
                return;
            }

            await using var connection = new WebSocketConnection(stream, context.Abort, limits.Connection, sessions.Clock);
            await ServeAsync(connection, context.Request.Query["token"]);
        }
        finally
        {
            counter.Leave(address);
        }
    }

    private async Task ServeAsync(WebSocketConnection connection, string? token)
    {
        SocketAdmission admission;
        try
        {
            admission = await authentication.AdmitAsync(token, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Not a refusal: a close frame would log the user out for a fault of ours.
            log.AdmissionFailed(exception);
            connection.Abort();
            return;
        }

        if (!admission.IsAccepted)
        {
            connection.TryEnqueue(SocketFrames.Refusal(admission.Refusal));
            await connection.CloseAsync();
            return;
        }

        connection.TryEnqueue(SocketFrames.Greeting(sessions.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        if (admission.Caller.IsSuperseded)
        {
            // No session ends it when the process stops, and the process would wait for it.
            using var stop = limits.Stopping.UnsafeRegister(static ended => ((WebSocketConnection)ended!).Abort(), connection);
            await ListenAsync(connection, session: null);
            return;
        }

        var session = sessions.TryOpen(admission.Caller, connection);
        try
        {
            await ListenAsync(connection, session);
        }
        finally
        {
            if (session is not null) await sessions.CloseAsync(session);
        }
    }

    private async Task ListenAsync(WebSocketConnection connection, ChatSession? session)
    {
        while (true)
        {
            var next = await connection.ReadAsync();
            switch (next.Kind)
            {
                case WebSocketEventKind.None:
                    return;
                case WebSocketEventKind.Pong:
                    session?.OnPong(next.Payload.Span);
                    break;
                case WebSocketEventKind.Text:
                    await AnswerAsync(connection, ClientMessage.Parse(next.Payload));
                    break;
            }
        }
    }

    private async Task AnswerAsync(WebSocketConnection connection, ClientMessage message)
    {
        if (!message.IsPing) return;
        if (message.Token is not null && !await IsGoodAsync(message.Token)) return;

        // A client that pings faster than it reads is not answered: messages need the outbox more.
        if (connection.OutboxBytes > SocketLimits.PongsBytesMax) return;
        connection.TryEnqueue(SocketFrames.Pong(sessions.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    private async Task<bool> IsGoodAsync(string token)
    {
        try
        {
            return (await authentication.AdmitAsync(token, CancellationToken.None)).IsAccepted;
        }
        catch (Exception exception)
        {
            log.AdmissionFailed(exception);
            return false;
        }
    }
}
