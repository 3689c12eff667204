namespace OrleansChat.Tests.Storage.Conformance;

/// <summary>What all conformance classes share: a fresh store for each test.</summary>
public abstract class StoreConformance : IAsyncLifetime
{
    private StoreHarness? _harness;

    private protected StoreHarness Store => _harness ?? throw new InvalidOperationException("Not initialized.");

    public async ValueTask InitializeAsync()
    {
        _harness = CreateHarness();
        await _harness.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_harness is not null) await _harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract StoreHarness CreateHarness();

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;
}
