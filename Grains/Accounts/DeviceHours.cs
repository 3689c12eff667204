using Microsoft.Extensions.Options;

namespace OrleansChat.Accounts;

/// <summary>
/// How many calls each device has had in its hour. An hour begins with a device's first call and is not moved by later ones (contract.md (b) 11).
/// One instance a silo and not a grain's field: an activation that nobody uses for a quarter of an hour is gone.
/// </summary>
// Threads: any may call.
// I1: a device is in _hours exactly when it is in _begun once.  I2: _begun is in the order in which the hours began.
// Locks: _gate only.  At the bound: the hour that began first is forgotten, so that its device begins a new one.
public sealed class DeviceHours(IOptions<DeviceLimitOptions> options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset Began, int Calls)> _hours = new(StringComparer.Ordinal);
    private readonly Queue<(string Device, DateTimeOffset Began)> _begun = new();

    /// <summary>How many devices are remembered.</summary>
    public int Count
    {
        get { lock (_gate) return _hours.Count; }
    }

    /// <summary>Takes one call of a device; false when its hour has none left. A refused call is not counted.</summary>
    public bool TryTake(string device, DateTimeOffset now)
    {
        lock (_gate)
        {
            ForgetEnded(now);
            if (!_hours.TryGetValue(device, out var hour))
            {
                if (_hours.Count >= options.Value.DevicesMax) _hours.Remove(_begun.Dequeue().Device);
                _begun.Enqueue((device, now));
                hour = (now, 0);
            }

            if (hour.Calls >= options.Value.CallsPerHourMax) return false;
            _hours[device] = hour with { Calls = hour.Calls + 1 };
            return true;
        }
    }

    private void ForgetEnded(DateTimeOffset now)
    {
        while (_begun.TryPeek(out var oldest) && now - oldest.Began >= Hour) _hours.Remove(_begun.Dequeue().Device);
    }
}
