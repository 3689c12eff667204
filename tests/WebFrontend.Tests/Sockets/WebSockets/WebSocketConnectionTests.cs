using System.Text;
using OrleansChat.Sockets.WebSockets;

namespace OrleansChat.Tests.Sockets.WebSockets;

public sealed class WebSocketConnectionTests
{
    private static readonly byte[] CloseWithoutCode = [0x88, 0];

    [Fact]
    public async Task Texts_and_pongs_are_read_in_order()
    {
        await using var connection = new ConnectionUnderTest();
        connection.Transport.Receive(ClientFrame.Text("one"), new ClientFrame(WebSocketOpcode.Pong, [7]), ClientFrame.Text("two"));
        Assert.Equal("one", Encoding.UTF8.GetString((await connection.ReadAsync()).Payload.Span));
        Assert.Equal([7], (await connection.ReadAsync()).Payload.ToArray());
        Assert.Equal("two", Encoding.UTF8.GetString((await connection.ReadAsync()).Payload.Span));
    }

    [Fact]
    public async Task A_close_frame_of_the_peer_is_echoed_once_with_its_code_and_the_transport_is_left_to_end_in_order()
    {
        await using var connection = new ConnectionUnderTest();
        connection.Transport.Receive(ClientFrame.Close(4001, "bye"));
        await connection.DrainAsync();
        Assert.Equal(WebSocketEnd.PeerClosed, await connection.Ended);
        Assert.Equal([0x88, 2, 0x0F, 0xA1], await connection.Transport.NextWriteAsync());
        Assert.False(connection.Transport.HasWrite);
        Assert.Equal(0, connection.Transport.Aborts);
    }

    [Fact]
    public async Task Closing_sends_what_waits_then_the_close_frame_and_takes_the_answer_of_the_peer()
    {
        await using var connection = new ConnectionUnderTest();
        var reading = connection.DrainAsync();
        connection.Socket.TryEnqueue("refusal"u8.ToArray());
        var closing = connection.Socket.CloseAsync();
        byte[] written = [];
        while (written.Length < 9) written = [.. written, .. await connection.Transport.NextWriteAsync()];
        Assert.Equal([.. "refusal"u8, .. CloseWithoutCode], written);
        Assert.False(connection.Socket.TryEnqueue(new byte[1]), "nothing goes behind a close frame");
        connection.Transport.Receive(new ClientFrame(WebSocketOpcode.Close, []));
        Assert.Equal(WebSocketEnd.Closed, await closing);
        await reading;
        Assert.False(connection.Transport.HasWrite);
        Assert.Equal(0, connection.Transport.Aborts);
    }

    [Fact]
    public async Task Closing_without_a_reader_reads_for_itself()
    {
        await using var connection = new ConnectionUnderTest();
        connection.Transport.Receive(ClientFrame.Text("ignored"), new ClientFrame(WebSocketOpcode.Close, []));
        Assert.Equal(WebSocketEnd.Closed, await connection.Socket.CloseAsync().WaitAsync(TestDeadline.Generous));
        Assert.Equal(WebSocketEventKind.None, (await connection.ReadAsync()).Kind);
    }

    [Fact]
    public async Task What_a_reader_still_works_on_is_not_reused_by_a_close_from_another_thread()
    {
        await using var connection = new ConnectionUnderTest();
        connection.Transport.Receive(ClientFrame.Text("mine"));
        var mine = await connection.ReadAsync();
        connection.Transport.Receive(ClientFrame.Text("XXXX"), new ClientFrame(WebSocketOpcode.Close, []));
        await connection.Socket.CloseAsync().WaitAsync(TestDeadline.Generous);
        Assert.Equal("mine", Encoding.UTF8.GetString(mine.Payload.Span));
    }

    [Fact]
    public async Task A_peer_that_does_not_answer_a_close_is_cut_off()
    {
        await using var connection = new ConnectionUnderTest();
        var reading = connection.DrainAsync();
        var closing = connection.Socket.CloseAsync(WebSocketCloseCode.Normal);
        Assert.Equal([0x88, 2, 0x03, 0xE8], await connection.Transport.NextWriteAsync());
        await AdvanceUntilAsync(connection, closing);
        Assert.Equal(WebSocketEnd.CloseTimedOut, await closing);
        Assert.Equal(1, connection.Transport.Aborts);
        await reading;
    }

    [Fact]
    public async Task A_close_frame_that_cannot_be_written_does_not_hold_the_connection()
    {
        await using var connection = new ConnectionUnderTest();
        connection.Transport.HoldWrites();
        connection.Socket.TryEnqueue(new byte[10]);
        await connection.Transport.NextWriteAsync();
        var closing = connection.Socket.CloseAsync();
        await AdvanceUntilAsync(connection, closing);
        Assert.Equal(WebSocketEnd.CloseTimedOut, await closing);
        Assert.False(connection.Transport.HasWrite);
    }

    [Fact]
    public async Task An_abort_ends_the_transport_once_without_a_close_frame()
    {
        await using var connection = new ConnectionUnderTest();
        var reading = connection.DrainAsync();
        connection.Socket.Abort();
        connection.Socket.Abort();
        Assert.Equal(WebSocketEnd.Aborted, await connection.Ended);
        await reading;
        Assert.Equal(1, connection.Transport.Aborts);
        Assert.False(connection.Transport.HasWrite);
        Assert.False(connection.Socket.TryEnqueue(new byte[1]));
    }

    [Fact]
    public async Task An_abort_ends_a_write_that_the_peer_does_not_take()
    {
        var connection = new ConnectionUnderTest();
        connection.Transport.HoldWrites();
        connection.Socket.TryEnqueue(new byte[10]);
        await connection.Transport.NextWriteAsync();
        connection.Socket.Abort();
        await connection.DisposeAsync();
        Assert.Equal(WebSocketEnd.Aborted, await connection.Ended);
    }

    [Fact]
    public async Task A_broken_rule_ends_the_transport_without_a_close_frame()
    {
        await using var connection = new ConnectionUnderTest();
        connection.Transport.Receive(ClientFrame.Text("x") with { IsMasked = false });
        await connection.DrainAsync();
        Assert.Equal(WebSocketEnd.ProtocolError, await connection.Ended);
        Assert.Equal(WebSocketProtocolError.Unmasked, connection.Socket.ProtocolError);
        Assert.Equal(1, connection.Transport.Aborts);
        Assert.False(connection.Transport.HasWrite);
    }

    [Fact]
    public async Task A_transport_that_ends_is_told_as_such()
    {
        await using var connection = new ConnectionUnderTest();
        connection.Transport.EndIncoming();
        await connection.DrainAsync();
        Assert.Equal(WebSocketEnd.TransportEnded, await connection.Ended);
        Assert.False(connection.Transport.HasWrite);
    }

    [Fact]
    public async Task A_second_reader_is_a_mistake_of_the_caller()
    {
        await using var connection = new ConnectionUnderTest();
        var reading = connection.DrainAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(connection.ReadAsync);
        connection.Socket.Abort();
        await reading;
    }

    /// <summary>Moves the clock each time somebody waits with it, until the closing is through.</summary>
    private static async Task AdvanceUntilAsync(ConnectionUnderTest connection, Task closing)
    {
        while (!closing.IsCompleted)
        {
            var timer = connection.Time.WhenTimerSet();
            connection.Time.Advance(WebSocketLimits.Default.CloseTimeout);
            await Task.WhenAny(closing, timer).WaitAsync(TestDeadline.Generous);
        }
    }
}
