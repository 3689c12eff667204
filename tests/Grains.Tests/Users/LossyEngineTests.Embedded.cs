using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Embedded;
using OrleansChat.Accounts;
using OrleansChat.Logs;
using OrleansChat.Tests.Cluster;
using OrleansChat.Users;

namespace OrleansChat.Tests.Users;

/// <summary>An engine that turns calls away, loses answers and kills activations; the other engine offers no such thing.</summary>
public sealed class LossyEngineTests
{
    [Fact]
    public async Task Whatever_answers_are_lost_a_key_is_one_message_and_the_log_stays_dense()
    {
        await using var stores = new ChatCluster();
        stores.OpenStores();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        stores.AddServices(builder.Services);
        builder.Services.AddEmbeddedOrleans(static engine =>
        {
            engine.GrainAssemblies.Add(typeof(UserGrain).Assembly);
            engine.Strict = new() { Seed = 7, Reject = 0.05, TimeOut = 0.05, LoseAnswer = 0.2, EndActivation = 0.01 };
        });
        using var host = builder.Build();
        await host.StartAsync();
        var id = new UserId(77);
        var account = new UserAccount { Id = id, Uuid = Guid.NewGuid(), Username = "receiver" };
        Assert.True(await stores.Accounts.TryRegisterAsync(new OrleansChat.Storage.NewAccount(account, "hash")));
        var user = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IUserGrain>(id.Value);

        const int Messages = 400;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Messages).Select(i =>
            UserSendTests.SendUntilKnownAsync(user, InboxBench.Message($"{i}", key: $"{i}", sender: 1 + (i % 5)), triesMax: 10_000)));
        await host.StopAsync();

        Assert.All(outcomes, static outcome => Assert.True(outcome.IsAccepted));
        var page = await stores.Log.ReadAsync(LogId.Of(id), 0, 100_000, int.MaxValue, default);
        Assert.Equal(Enumerable.Range(1, page.Entries.Length).Select(sequence => (long)sequence), page.Entries.Select(entry => entry.Sequence));
        Assert.Equal(
            Enumerable.Range(0, Messages).Select(i => $"{i}").Order(StringComparer.Ordinal),
            page.Entries.Where(entry => entry.Kind == LogEntryKind.Message).Select(UserSendTests.TextOf).Order(StringComparer.Ordinal));
        Assert.Contains(page.Entries, static entry => entry.Kind == LogEntryKind.Void);
    }
}
