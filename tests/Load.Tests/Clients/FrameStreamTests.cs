using OrleansChat.Load.Clients;

namespace OrleansChat.Tests.Clients;

public sealed class FrameStreamTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(125, true)]
    [InlineData(126, true)]
    [InlineData(65_535, false)]
    [InlineData(65_536, true)]
    public async Task A_frame_of_any_length_comes_back_as_it_was_written(int length, bool masks)
    {
        var stream = new MemoryStream();
        var payload = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        await new FrameStream(stream, masks).WriteAsync(WireKind.Text, payload, TestContext.Current.CancellationToken);
        stream.Position = 0;
        var frame = await new FrameStream(stream, masks: false).ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal((WireKind.Text, true), (frame!.Value.Kind, frame.Value.IsFinal));
        Assert.Equal(payload, frame.Value.Payload.ToArray());
    }

    [Fact]
    public async Task A_cut_inside_a_frame_is_the_end()
    {
        var frames = new FrameStream(new MemoryStream([0x81, 5, 65, 66]), masks: false);
        Assert.Null(await frames.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_endless_frame_is_refused()
    {
        var frames = new FrameStream(new MemoryStream([0x81, 127, 0, 0, 0, 1, 0, 0, 0, 0]), masks: false);
        await Assert.ThrowsAsync<IOException>(async () => await frames.ReadAsync(TestContext.Current.CancellationToken));
    }
}
