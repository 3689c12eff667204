using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The one activation of each grain that has one.</summary>
internal sealed class ActivationDirectory(EmbeddedEngine engine)
{
    private readonly ConcurrentDictionary<GrainId, Activation> _all = new();

    public ICollection<Activation> Snapshot() => _all.Values;

    public IEnumerable<KeyValuePair<GrainId, Activation>> Live => _all;

    public Activation? Find(GrainId id) => _all.GetValueOrDefault(id);

    public Activation GetOrMake(GrainId id, GrainClass grainClass) =>
        _all.TryGetValue(id, out var known)
            ? known
            : _all.GetOrAdd(id, static (id, made) => new(made.Engine, id, made.Class), (Engine: engine, Class: grainClass));

    public void Replace(Activation ended, Activation successor) => _all.TryUpdate(ended.GrainId, successor, ended);

    public void Remove(Activation ended) => _all.TryRemove(new(ended.GrainId, ended));
}
