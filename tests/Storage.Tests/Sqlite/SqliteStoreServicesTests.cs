using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using OrleansChat.Storage;
using OrleansChat.Storage.Sqlite;
using OrleansChat.Tests.Storage.Conformance;

namespace OrleansChat.Tests.Storage.Sqlite;

/// <summary>The stores inside a host.</summary>
public sealed class SqliteStoreServicesTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"store-tests-{Guid.NewGuid():n}");

    public void Dispose()
    {
        if (Directory.Exists(_directory)) Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task The_store_is_open_before_any_service_starts_and_until_the_last_has_stopped()
    {
        using var host = Build(_directory);
        await host.StartAsync(TestContext.Current.CancellationToken).Soon();
        await host.StopAsync(TestContext.Current.CancellationToken).Soon();
        Assert.Equal([1, 11], host.Services.GetRequiredService<BlockTaker>().Taken);

        using var free = DataDirectory.Take(_directory);
    }

    [Fact]
    public async Task Every_store_can_be_had_and_grain_storage_by_name_too()
    {
        using var host = Build(_directory);
        await host.StartAsync(TestContext.Current.CancellationToken).Soon();
        Assert.NotNull(host.Services.GetRequiredService<IMessageLog>());
        Assert.NotNull(host.Services.GetRequiredService<ICursorStore>());
        Assert.NotNull(host.Services.GetRequiredService<IAccountStore>());
        Assert.Same(
            host.Services.GetRequiredService<IGrainStorage>(), host.Services.GetRequiredKeyedService<IGrainStorage>(SqliteStoreServices.GrainStorageName));
        await host.Services.GetRequiredService<IStoreHealth>().ProbeAsync(TestContext.Current.CancellationToken).Soon();
        await host.StopAsync(TestContext.Current.CancellationToken).Soon();
    }

    [Fact]
    public async Task A_bad_option_stops_the_start()
    {
        using var host = Build(directory: "");
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains(nameof(SqliteStoreOptions.DataDirectory), refusal.Message);
    }

    [Fact]
    public void A_state_type_that_the_composition_forgot_is_named()
    {
        var json = new GrainStateJson(new JsonSerializerOptions { TypeInfoResolver = StateJsonContext.Default });
        Assert.Contains(nameof(Version), Assert.Throws<InvalidOperationException>(() => json.Write(new Version(1, 0))).Message);
    }

    [Fact]
    public async Task The_meter_tells_batches_and_commits()
    {
        using var host = Build(_directory);
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == StoreMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, factory)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, _, _, _) => seen.Add(instrument.Name));
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => seen.Add(instrument.Name));
        listener.Start();

        await host.StartAsync(TestContext.Current.CancellationToken).Soon();
        listener.RecordObservableInstruments();
        await host.StopAsync(TestContext.Current.CancellationToken).Soon();

        Assert.Superset(new HashSet<string> { "chat.store.batch.items", "chat.store.commit.duration", "chat.store.queue.depth" }, seen.ToHashSet());
    }

    private static IHost Build(string directory)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);

        // Before the stores, as a host might: the order of registration must not matter.
        builder.Services.AddSingleton<BlockTaker>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<BlockTaker>());
        builder.Services.AddSqliteStores(
            new GrainStateJson(new JsonSerializerOptions { TypeInfoResolver = StateJsonContext.Default }), options => options.DataDirectory = directory);
        return builder.Build();
    }

    /// <summary>A service that needs the store when it starts and when it stops.</summary>
    private sealed class BlockTaker(IIdBlockStore ids) : IHostedService
    {
        public List<long> Taken { get; } = [];

        public async Task StartAsync(CancellationToken cancellationToken) => Taken.Add(await ids.TakeBlockAsync("user", 10));

        public async Task StopAsync(CancellationToken cancellationToken) => Taken.Add(await ids.TakeBlockAsync("user", 10));
    }
}
