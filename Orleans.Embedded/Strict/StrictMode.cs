using System.Runtime.ExceptionServices;
using Orleans.Runtime;

namespace Orleans.Embedded;

// Threads: any; the gate guards the random numbers, the ring and the first violation.
// I1: what was shared as [Immutable] is looked at again when its call completes, when it leaves the ring, and when the engine stops;
//     after the first violation every call fails with it.
// At the bound: the ring holds the newest 1,024 shared objects; the oldest is checked and let go.

/// <summary>The checks and faults of <see cref="StrictOptions"/>.</summary>
internal sealed class StrictMode(StrictOptions options)
{
    private const int RingSize = 1024;

    private readonly Lock _gate = new();
    private readonly Random _random = new(options.Seed);
    private readonly Queue<SharedObject> _ring = new();
    private StrictViolationException? _first;

    public bool LosesAnswer => Happens(options.LoseAnswer);

    public bool EndsActivation => Happens(options.EndActivation);

    public bool Reorders => Happens(options.Reorder);

    public bool Rejects => Happens(options.Reject);

    public bool TimesOut => Happens(options.TimeOut);

    /// <summary>Replaces the arguments by what would arrive.</summary>
    /// <returns>What was shared, to be checked when the call completes.</returns>
    public List<SharedObject>? CopyArguments(GrainMethod method, object?[] arguments, string where)
    {
        var copier = new StrictCopier($"Argument of {where}");
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = method.ImmutableArguments[i] ? copier.Share(arguments[i]) : copier.Copy(arguments[i]);
        }

        return Note(copier, $"argument of {where}");
    }

    public object? CopyResult(GrainMethod method, object? result, string where)
    {
        var copier = new StrictCopier($"Result of {where}");
        var copy = method.HasImmutableResult ? copier.Share(result) : copier.Copy(result);
        Note(copier, $"result of {where}");
        return copy;
    }

    public static T? CopyState<T>(T? state, string where) => (T?)new StrictCopier($"State {where}").Copy(state);

    /// <summary>Looks at shared objects once more.</summary>
    public void Check(List<SharedObject>? shared)
    {
        lock (_gate)
        {
            foreach (var one in shared ?? []) CheckInGate(one);
            ThrowFirstInGate();
        }
    }

    /// <summary>Looks at everything in the ring.</summary>
    public void CheckAll() => Check([.. _ring]);

    private bool Happens(double probability)
    {
        if (probability <= 0) return false;
        lock (_gate) return _random.NextDouble() < probability;
    }

    private List<SharedObject>? Note(StrictCopier copier, string where)
    {
        if (copier.Shared.Count == 0) return null;
        List<SharedObject> shared = [.. copier.Shared.Select(value => new SharedObject(value, Fingerprint.Of(value), where))];
        lock (_gate)
        {
            foreach (var one in shared)
            {
                _ring.Enqueue(one);
                if (_ring.Count > RingSize) CheckInGate(_ring.Dequeue());
            }

            ThrowFirstInGate();
        }

        return shared;
    }

    private void CheckInGate(SharedObject shared)
    {
        if (Fingerprint.Of(shared.Value) == shared.Fingerprint) return;
        _first ??= new($"{shared.Value.GetType().FullName} was changed after it was sent as [Immutable] {shared.Where}.");
    }

    private void ThrowFirstInGate()
    {
        if (_first is not null) ExceptionDispatchInfo.Throw(_first);
    }
}
