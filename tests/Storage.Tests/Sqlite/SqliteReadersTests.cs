using OrleansChat.Storage;
using OrleansChat.Storage.Sqlite;
using OrleansChat.Tests.Storage.Conformance;

namespace OrleansChat.Tests.Storage.Sqlite;

/// <summary>The bound of the readers, and what a failed read leaves.</summary>
public sealed class SqliteReadersTests : IAsyncLifetime
{
    private readonly SqliteHarness _store = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_failed_read_does_not_spoil_the_next_one()
    {
        _store.Options.ReadersMax = 1;
        await _store.OpenAsync();
        for (var round = 0; round < 3; round++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Database.Readers.ReadAsync(
                0, static (session, _) => session.InSnapshot<int, int>(0, static (_, _) => throw new InvalidOperationException("planned")), CancellationToken.None));
            Assert.Empty(await _store.Cursors.LoadAsync(new(1), CancellationToken.None));
        }
    }

    [Fact]
    public async Task Reads_beyond_the_bound_are_told_that_the_store_is_busy()
    {
        _store.Options.ReadersMax = 1;
        _store.Options.ReadsWaitingMax = 2;
        await _store.OpenAsync();
        using var release = new ManualResetEventSlim();
        var running = Enumerable.Range(0, 2).Select(_ => _store.Database.Readers.ReadAsync(release, Wait, CancellationToken.None)).ToList();
        await Assert.ThrowsAsync<StoreBusyException>(() => _store.Database.Readers.ReadAsync(release, Wait, CancellationToken.None));

        release.Set();
        await Task.WhenAll(running).Soon();
        Assert.True(await _store.Database.Readers.ReadAsync(release, Wait, CancellationToken.None).Soon());

        static bool Wait(SqliteSession session, ManualResetEventSlim release)
        {
            release.Wait();
            return true;
        }
    }
}
