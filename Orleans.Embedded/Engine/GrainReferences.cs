using System.Collections.Frozen;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Makes references to the grains of the given assemblies and to observers.</summary>
internal sealed class GrainReferences : IGrainFactory
{
    private static readonly GrainType s_observerType = GrainType.Create("observer");

    private readonly EmbeddedEngine _engine;
    private readonly FrozenDictionary<Type, GrainClass[]> _classes;
    private long _lastObserver;

    public GrainReferences(EmbeddedEngine engine, IEnumerable<Assembly> assemblies)
    {
        _engine = engine;
        Classes = [.. assemblies.Distinct().SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(Grain).IsAssignableFrom(type))
            .Select(type => new GrainClass(type))];
        _classes = Classes.SelectMany(grainClass => grainClass.Interfaces, (grainClass, type) => (grainClass, type))
            .GroupBy(pair => pair.type, pair => pair.grainClass)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public IReadOnlyList<GrainClass> Classes { get; }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)(object)Make(typeof(TGrainInterface), IntegerKey.Create(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return (TGrainInterface)(object)Make(typeof(TGrainInterface), IdSpan.Create(primaryKey), grainClassNamePrefix);
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference or Grain) throw new ArgumentException("An observer is a plain object, neither a reference nor a grain.", nameof(obj));
        if (obj is not TGrainObserverInterface) throw new InvalidCastException($"{obj.GetType().Name} does not implement {typeof(TGrainObserverInterface).Name}.");
        var id = GrainId.Create(s_observerType, IntegerKey.Create(Interlocked.Increment(ref _lastObserver)));
        var target = new ObserverTarget(_engine, id, obj);
        _engine.Observers.TryAdd(id, target);
        return (TGrainObserverInterface)(object)Bind(typeof(TGrainObserverInterface), id, null, target);
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference { Observer: { } target }) throw new ArgumentException("Only a reference from CreateObjectReference can be deleted.", nameof(obj));
        if (!target.Delete()) throw new ArgumentException("This reference was deleted before.", nameof(obj));
        _engine.Observers.TryRemove(new(target.GrainId, target));
    }

    public GrainReference ToGrain(Type type, GrainId id) => Bind(type, id, ClassOf(type), null);

    private GrainReference Make(Type type, IdSpan key, string? prefix)
    {
        if (prefix is not null) throw new NotSupportedException("The embedded engine knows one class per interface and no class name prefix.");
        var grainClass = ClassOf(type);
        return Bind(type, new(grainClass.GrainType, key), grainClass, null);
    }

    private GrainReference Bind(Type type, GrainId id, GrainClass? grainClass, RequestQueue? target)
    {
        var grainInterface = GrainInterface.Of(type);
        var reference = grainInterface.MakeReference();
        reference.Bind(_engine, grainInterface, id, grainClass, target);
        return reference;
    }

    private GrainClass ClassOf(Type type)
    {
        if (!_classes.TryGetValue(type, out var classes))
        {
            throw new ArgumentException($"No grain class implements {type.FullName}. Is its assembly among EmbeddedOrleansOptions.GrainAssemblies?");
        }

        return classes is [var only]
            ? only
            : throw new ArgumentException($"{type.FullName} is implemented by {string.Join(", ", classes.Select(one => one.Type.Name))}; the embedded engine wants one class.");
    }
}
