using OrleansChat.Logs;
using OrleansChat.Tests.Cluster;
using OrleansChat.Users;

namespace OrleansChat.Tests.Users;

/// <summary>Taking back through the grain, over the real store.</summary>
public sealed class UserRevokeTests(ChatCluster cluster)
{
    [Fact]
    public async Task Many_revokes_of_one_message_at_once_make_one_entry_and_one_answer()
    {
        var (id, user) = await cluster.NewUserAsync();
        await user.SendAsync(InboxBench.Message("kept"));
        await user.SendAsync(InboxBench.Message("taken back"));
        var message = (await UserSendTests.ReadAllAsync(user))[1].MessageId;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => user.RevokeAsync(InboxBench.Revoke(message))));
        Assert.All(outcomes, outcome => Assert.Equal(outcomes[0].Message, outcome.Message));
        await cluster.Engine.DeactivateAsync(user);
        Assert.Equal(outcomes[0].Message, (await user.RevokeAsync(InboxBench.Revoke(message))).Message);
        var entries = await UserSendTests.ReadAllAsync(user);
        Assert.Equal([LogEntryKind.Message, LogEntryKind.Void, LogEntryKind.Revoke], entries.Select(entry => entry.Kind));
        Assert.Equal(outcomes[0].Message, entries[2].Body);
        Assert.Equal(3, (await cluster.Log.ReadTailAsync(LogId.Of(id), default)).Head);
    }

    [Fact]
    public async Task Sends_and_revokes_in_flight_together_keep_the_log_dense_and_take_back_what_was_asked()
    {
        var (_, user) = await cluster.NewUserAsync();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => user.SendAsync(InboxBench.Message($"{i}"))));
        var sent = await UserSendTests.ReadAllAsync(user);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            Assert.True((await user.SendAsync(InboxBench.Message($"more {i}"))).IsAccepted);
            if (i % 3 == 0) Assert.True((await user.RevokeAsync(InboxBench.Revoke(sent[i].MessageId))).IsAccepted);
        }));

        var entries = await UserSendTests.ReadAllAsync(user);
        Assert.Equal(Enumerable.Range(1, 140).Select(sequence => (long)sequence), entries.Select(entry => entry.Sequence));
        Assert.All(entries.Take(60).Index(), one => Assert.Equal(one.Index % 3 == 0, one.Item.Kind == LogEntryKind.Void));
        Assert.Equal(20, entries.Count(entry => entry.Kind == LogEntryKind.Revoke));
        Assert.Equal(100, entries.Count(entry => entry.Kind == LogEntryKind.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_revoke_with_an_unknown_outcome_is_repeated_until_it_is_known(bool isWritten)
    {
        var (id, user) = await cluster.NewUserAsync();
        await user.SendAsync(InboxBench.Message("taken back"));
        var message = (await UserSendTests.ReadAllAsync(user))[0].MessageId;
        cluster.Log.FailNext(LogId.Of(id), isWritten);
        await Assert.ThrowsAnyAsync<Exception>(() => user.RevokeAsync(InboxBench.Revoke(message)));
        Assert.True((await RevokeUntilKnownAsync(user, message)).IsAccepted);
        Assert.Equal([LogEntryKind.Void, LogEntryKind.Revoke], (await UserSendTests.ReadAllAsync(user)).Select(entry => entry.Kind));
    }

    private static async Task<RevokeOutcome> RevokeUntilKnownAsync(IUserGrain user, Guid message)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await user.RevokeAsync(InboxBench.Revoke(message));
            }
            catch (Exception) when (tries < 200)
            {
                await Task.Yield();
            }
        }
    }
}
