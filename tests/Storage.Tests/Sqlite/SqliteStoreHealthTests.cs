using OrleansChat.Storage;
using OrleansChat.Storage.Sqlite;
using OrleansChat.Tests.Storage.Conformance;

namespace OrleansChat.Tests.Storage.Sqlite;

/// <summary>The probe behind <c>/readyz</c>.</summary>
public sealed class SqliteStoreHealthTests : IAsyncLifetime
{
    private readonly SqliteHarness _store = new();
    private readonly ManualClock _clock = new();
    private int _commits;

    public async ValueTask InitializeAsync()
    {
        await _store.OpenAsync();
        _store.Faults.Set((point, _) => _commits += point == StorePoint.AfterCommit ? 1 : 0);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_probe_writes_and_one_within_a_second_does_not()
    {
        var health = new SqliteStoreHealth(_store.Database, _clock);
        await health.ProbeAsync(TestContext.Current.CancellationToken);
        await health.ProbeAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, _commits);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await health.ProbeAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, _commits);
    }

    [Fact]
    public async Task A_failed_probe_says_so_and_the_next_one_asks_again()
    {
        var health = new SqliteStoreHealth(_store.Database, _clock);
        _store.Faults.ThrowAt(StorePoint.BeforeCommit, 1, static () => new IOException("planned"));
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => health.ProbeAsync(TestContext.Current.CancellationToken));
        await health.ProbeAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_writer_that_hangs_is_seen_by_the_callers_patience_and_collects_no_probes()
    {
        var health = new SqliteStoreHealth(_store.Database, _clock);
        using var hold = await _store.HoldWriterAsync();
        using var patience = new CancellationTokenSource();
        var probes = Enumerable.Range(0, 100).Select(_ => health.ProbeAsync(patience.Token)).ToList();
        await patience.CancelAsync();
        foreach (var probe in probes) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);

        var items = 0;
        _store.Faults.Set((point, _) => items += point == StorePoint.AfterRow ? 1 : 0);
        await hold.ReleaseAsync();
        await health.ProbeAsync(TestContext.Current.CancellationToken).Soon();
        Assert.Equal(2, items);
    }
}
