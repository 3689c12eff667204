using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using OrleansChat.Load.Clients;

namespace OrleansChat.Tests.Fakes;

/// <summary>One socket of the fake server.</summary>
internal sealed class FakeSession(FakeProcess process, long user, FrameStream frames)
{
    private static readonly TimeSpan FeedPeriod = TimeSpan.FromMilliseconds(5);

    public long User => user;

    public bool IsArmed { get; set; }

    public int Position { get; set; }

    public async Task RunAsync(CancellationToken aborted)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, process.Dead);
        process.Add(this);
        var feeding = FeedAsync(ending.Token);
        try
        {
            while (await frames.ReadAsync(ending.Token) is { } frame && frame.Kind != WireKind.Close)
            {
                if (frame.Kind == WireKind.Pong)
                    process.Confirm(this, BinaryPrimitives.ReadInt32BigEndian(frame.Payload.Span));
            }
        }
        finally
        {
            process.Remove(this);
            await ending.CancelAsync();
            await feeding;
        }
    }

    private async Task FeedAsync(CancellationToken ending)
    {
        var idle = 0;
        try
        {
            await WriteAsync(new JsonObject { ["type"] = "system", ["data"] = "welcome" }, ending);
            while (true)
            {
                var before = Position;
                while (process.Next(this) is { } entry)
                    await WriteAsync(Frame(entry), ending);
                if (Position > before)
                    await AskAsync(ending);
                idle = Position > before ? 0 : idle + 1;
                if (idle == 50 && process.TakeCloseFrame())
                    await frames.WriteAsync(WireKind.Close, new byte[] { 0x03, 0xE9 }, ending);
                await Task.Delay(FeedPeriod, ending);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The socket has ended; its reader takes it out of the register.
        }
    }

    private async Task AskAsync(CancellationToken ending)
    {
        var position = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(position, Position);
        await frames.WriteAsync(WireKind.Ping, position, ending);
    }

    private async Task WriteAsync(JsonObject frame, CancellationToken ending) =>
        await frames.WriteAsync(WireKind.Text, Encoding.UTF8.GetBytes(frame.ToJsonString()), ending);

    private static JsonObject Frame(FakeEntry entry) => new()
    {
        ["type"] = "singleChat",
        ["timestamp"] = entry.CreateTime,
        ["data"] = new JsonObject
        {
            ["id"] = entry.Id,
            ["from_id"] = entry.From,
            ["to_id"] = entry.To,
            ["chatType"] = "single",
            ["type"] = "text",
            ["data"] = entry.DataText,
            ["create_time"] = entry.CreateTime,
        },
    };
}
