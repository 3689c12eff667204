using Microsoft.Extensions.Options;
using Orleans;
using OrleansChat.Logs;
using OrleansChat.Users;

namespace OrleansChat.Delivery;

/// <summary>Reads a log through the grain that owns it.</summary>
internal sealed class GrainLogReader(IGrainFactory grains, IOptions<DeliveryOptions> options) : ILogReader
{
    /// <inheritdoc/>
    public Task<LogPage> ReadAsync(LogId log, long afterSequence) => log.Kind switch
    {
        LogKind.User => grains.GetGrain<IUserGrain>(log.Owner).ReadAsync(afterSequence, options.Value.ReadEntriesMax, options.Value.ReadBytesMax),
        _ => throw new ArgumentOutOfRangeException(nameof(log), log, "nobody owns logs of this kind yet"),
    };
}
