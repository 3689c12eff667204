using System.Net;
using Microsoft.Extensions.Options;
using OrleansChat.Hosting;
using OrleansChat.Sessions;
using OrleansChat.Sockets;

namespace OrleansChat.Tests.Sockets;

/// <summary>How many sockets may be open.</summary>
public sealed class SocketCounterTests
{
    private static readonly IPAddress A = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress B = IPAddress.Parse("192.0.2.2");

    [Fact]
    public void Past_the_bound_of_all_nobody_enters_until_somebody_leaves()
    {
        var counter = New(socketsMax: 2);
        Assert.True(counter.TryEnter(A));
        Assert.True(counter.TryEnter(B));
        Assert.False(counter.TryEnter(A));
        Assert.Equal(2, counter.Count);
        counter.Leave(B);
        Assert.True(counter.TryEnter(A));
    }

    [Fact]
    public void Past_the_bound_of_an_address_others_still_enter()
    {
        var counter = New(perAddressMax: 1);
        Assert.True(counter.TryEnter(A));
        Assert.False(counter.TryEnter(A));
        Assert.True(counter.TryEnter(B));
        Assert.Equal(2, counter.Count);
        counter.Leave(A);
        Assert.True(counter.TryEnter(A));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Loopback_is_exempt_from_the_bound_of_an_address_when_configured(bool isExempt)
    {
        var counter = New(perAddressMax: 1, exemptLoopback: isExempt);
        Assert.True(counter.TryEnter(IPAddress.Loopback));
        Assert.Equal(isExempt, counter.TryEnter(IPAddress.Loopback));
    }

    [Fact]
    public async Task The_count_is_true_after_any_coming_and_going_at_once()
    {
        var counter = New(perAddressMax: 3);
        await Parallel.ForAsync(0, 8, (_, _) =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                var address = i % 2 == 0 ? A : B;
                if (counter.TryEnter(address)) counter.Leave(address);
            }

            return ValueTask.CompletedTask;
        });
        Assert.Equal(0, counter.Count);
        for (var i = 0; i < 3; i++) Assert.True(counter.TryEnter(A), "no count was left behind");
    }

    private static SocketCounter New(int socketsMax = 100, int perAddressMax = 100, bool exemptLoopback = false) => new(
        Options.Create(new ChatSessionOptions { SocketsMax = socketsMax, SocketsPerAddressMax = perAddressMax }),
        Options.Create(new LimitsOptions { ExemptLoopback = exemptLoopback }));
}
