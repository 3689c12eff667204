using System.Text;
using System.Text.Json;
using OrleansChat.Logs;
using OrleansChat.Storage;
using OrleansChat.Tests.Cluster;
using OrleansChat.Users;

namespace OrleansChat.Tests.Users;

/// <summary>Messages into a user's durable inbox.</summary>
public sealed class UserSendTests(ChatCluster cluster)
{
    [Fact]
    public async Task Hundreds_of_senders_at_once_make_one_dense_log_and_each_senders_order_holds()
    {
        const int Senders = 256;
        const int Each = 4;
        var (_, user) = await cluster.NewUserAsync();
        await Task.WhenAll(Enumerable.Range(1, Senders).Select(async sender =>
        {
            for (var i = 0; i < Each; i++) Assert.True((await user.SendAsync(InboxBench.Message($"{i}", sender: sender))).IsAccepted);
        }));

        var entries = await ReadAllAsync(user);
        Assert.Equal(Enumerable.Range(1, Senders * Each).Select(sequence => (long)sequence), entries.Select(entry => entry.Sequence));
        foreach (var sender in entries.GroupBy(SenderOf)) Assert.Equal(["0", "1", "2", "3"], sender.Select(TextOf));
    }

    [Fact]
    public async Task Beyond_the_bound_the_answer_is_busy_and_nothing_is_lost()
    {
        var (id, user) = await cluster.NewUserAsync();
        Task<SendOutcome>[] sends;
        using (cluster.Log.Hold(LogId.Of(id)))
        {
            sends = [.. Enumerable.Range(0, 300).Select(i => user.SendAsync(InboxBench.Message($"{i}")))];
            var refused = await Task.WhenAny(sends);
            Assert.Equal(ChatError.Busy, (await refused).Error);
        }

        var outcomes = await Task.WhenAll(sends);
        Assert.Equal(256, outcomes.Count(outcome => outcome.IsAccepted));
        Assert.All(outcomes.Where(outcome => !outcome.IsAccepted), static outcome => Assert.Equal(ChatError.Busy, outcome.Error));
        Assert.Equal(256, (await ReadAllAsync(user)).Count);
    }

    [Fact]
    public async Task A_retry_gets_the_first_answer_also_from_the_next_activation()
    {
        var (_, user) = await cluster.NewUserAsync();
        var message = InboxBench.Message("hello", key: "k");
        var first = await user.SendAsync(message);
        Assert.Equal(first.Message, (await user.SendAsync(message)).Message);
        await cluster.Engine.DeactivateAsync(user);
        Assert.Equal(first.Message, (await user.SendAsync(message)).Message);
        Assert.Equal(ChatError.ClientKeyReused, (await user.SendAsync(InboxBench.Message("other", key: "k"))).Error);
        Assert.Single(await ReadAllAsync(user), static entry => entry.Kind == LogEntryKind.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_activation_whose_append_failed_ends_and_the_next_one_continues_densely(bool isWritten)
    {
        var (id, user) = await cluster.NewUserAsync();
        Assert.True((await user.SendAsync(InboxBench.Message("1", key: "1"))).IsAccepted);
        cluster.Log.FailNext(LogId.Of(id), isWritten);
        await Assert.ThrowsAnyAsync<Exception>(() => user.SendAsync(InboxBench.Message("2", key: "2")));

        Assert.True((await SendUntilKnownAsync(user, InboxBench.Message("2", key: "2"))).IsAccepted);
        Assert.True((await SendUntilKnownAsync(user, InboxBench.Message("3", key: "3"))).IsAccepted);
        var entries = await ReadAllAsync(user);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(sequence => (long)sequence), entries.Select(entry => entry.Sequence));
        Assert.Equal(["1", "2", "3"], entries.Where(entry => entry.Kind == LogEntryKind.Message).Select(TextOf));
    }

    [Fact]
    public async Task Failures_in_the_middle_of_many_sends_lose_no_answered_message_and_double_none()
    {
        var (id, user) = await cluster.NewUserAsync();
        var answered = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            if (i % 50 == 49) cluster.Log.FailNext(LogId.Of(id), isWritten: i % 100 == 99);
            return await SendUntilKnownAsync(user, InboxBench.Message($"{i}", key: $"{i}", sender: 1 + (i % 7)));
        }));
        Assert.All(answered, static outcome => Assert.True(outcome.IsAccepted));
        var entries = await ReadAllAsync(user);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(sequence => (long)sequence), entries.Select(entry => entry.Sequence));
        Assert.Equal(
            Enumerable.Range(0, 200).Select(i => $"{i}").Order(StringComparer.Ordinal),
            entries.Where(entry => entry.Kind == LogEntryKind.Message).Select(TextOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_writers_of_one_log_cannot_both_append_in_the_real_store()
    {
        var (id, _) = await cluster.NewUserAsync();
        var log = LogId.Of(id);
        List<Exception?> ends = [];
        var first = new LogWriter(cluster.Log, log, new LogNumbering(await cluster.Log.ReadTailAsync(log, default), 256), ends.Add);
        Assert.True(first.TryAppend(Entry(), out var one));
        await one;
        var second = new LogWriter(cluster.Log, log, new LogNumbering(await cluster.Log.ReadTailAsync(log, default), 256), ends.Add);
        Assert.True(second.TryAppend(Entry(), out var two));
        await two;
        Assert.Empty(ends);
        Assert.True(first.TryAppend(Entry(), out var stale));
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => stale);
        Assert.Single(ends);
        Assert.Equal(2, (await cluster.Log.ReadTailAsync(log, default)).Head);
    }

    [Fact]
    public async Task A_page_is_bounded_and_tells_the_head()
    {
        var (_, user) = await cluster.NewUserAsync();
        for (var i = 0; i < 5; i++) await user.SendAsync(InboxBench.Message($"{i}"));
        var page = await user.ReadAsync(afterSequence: 1, entriesMax: 2, bytesMax: 100_000);
        Assert.Equal([2L, 3L], page.Entries.Select(entry => entry.Sequence));
        Assert.Equal(5, page.Head);
        Assert.Single((await user.ReadAsync(afterSequence: 1, entriesMax: 3, bytesMax: 1)).Entries);
    }

    // What a client does: an answer that is no answer is asked for again with the same key.
    internal static async Task<SendOutcome> SendUntilKnownAsync(IUserGrain user, SendMessage message, int triesMax = 200)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var outcome = await user.SendAsync(message);
                if (outcome.Error != ChatError.Busy || tries == triesMax) return outcome;
            }
            catch (Exception) when (tries < triesMax)
            {
                await Task.Yield();
            }
        }
    }

    internal static async Task<List<LogEntry>> ReadAllAsync(IUserGrain user)
    {
        List<LogEntry> entries = [];
        while (await user.ReadAsync(entries.Count, 1_000, 1 << 20) is { Entries.IsEmpty: false } page) entries.AddRange(page.Entries);
        return entries;
    }

    internal static string TextOf(LogEntry entry)
    {
        using var message = JsonDocument.Parse(entry.Body);
        using var data = JsonDocument.Parse(message.RootElement.GetProperty("data").GetString()!);
        return data.RootElement.GetProperty("data").GetString()!;
    }

    private static long SenderOf(LogEntry entry)
    {
        using var message = JsonDocument.Parse(entry.Body);
        return message.RootElement.GetProperty("from_id").GetInt64();
    }

    private static NewLogEntry Entry() => new(LogEntryKind.Message, 1, 3, 5, Guid.NewGuid(), ClientKey: null, Encoding.UTF8.GetBytes("{}"));
}
