using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans;

namespace OrleansChat.Delivery;

/// <summary>Makes this frontend known to the grains and keeps it known.</summary>
internal sealed partial class FrontendPresence(
    IGrainFactory grains,
    FrontendIdentity identity,
    LogFeeds feeds,
    FrontendControl control,
    IOptions<FaultOptions> faults,
    IOptions<DeliveryOptions> options,
    TimeProvider clock,
    ILogger<FrontendPresence> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    // The engine holds observers weakly: these fields are what keeps them alive.
    private readonly ImmutableArray<HintReceiver> _hints =
        [.. Enumerable.Range(0, options.Value.HintObservers).Select(_ => new HintReceiver(feeds, faults.Value.HintLossFraction))];
    private readonly FrontendControl _control = control;
    private FrontendRef? _self;

    /// <summary>This frontend; made before the first socket is accepted.</summary>
    public FrontendRef Self => _self ?? throw new InvalidOperationException("The frontend is not known to the grains yet");

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _self = new FrontendRef
        {
            Id = identity.Id,
            Hints = [.. _hints.Select(grains.CreateObjectReference<IHintObserver>)],
            Control = grains.CreateObjectReference<IFrontendControl>(_control),
        };
        await AnnounceAsync();
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await grains.GetGrain<IFrontendRegistryGrain>(0).LeaveAsync(identity.Id);
        }
        catch (Exception exception)
        {
            LogLeaveFailed(exception);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryAnnounceAsync();
        }
        catch (OperationCanceledException)
        {
            LogStopped();
        }
    }

    private Task AnnounceAsync() => grains.GetGrain<IFrontendRegistryGrain>(0).AnnounceAsync(Self);

    private async Task TryAnnounceAsync()
    {
        try
        {
            await AnnounceAsync();
        }
        catch (Exception exception)
        {
            LogAnnounceFailed(exception);
        }
    }

    [LoggerMessage(EventId = 4102, Level = LogLevel.Warning, Message = "This frontend could not make itself known; it tries again in 2 s")]
    private partial void LogAnnounceFailed(Exception exception);

    [LoggerMessage(EventId = 4103, Level = LogLevel.Information, Message = "This frontend could not take its leave; the grains forget it in 10 s")]
    private partial void LogLeaveFailed(Exception exception);

    [LoggerMessage(EventId = 4104, Level = LogLevel.Debug, Message = "This frontend has stopped making itself known")]
    private partial void LogStopped();
}
