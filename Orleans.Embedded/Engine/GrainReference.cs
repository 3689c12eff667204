using System.Linq.Expressions;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>What callers hold: it implements the interface and turns each call into a request.</summary>
#pragma warning disable CA1852 // DispatchProxy derives a class from this one at run time.
internal class GrainReference : DispatchProxy, IEquatable<GrainReference>
#pragma warning restore CA1852
{
    private GrainInterface _interface = null!;
    private EmbeddedEngine _engine = null!;
    private GrainClass? _class;
    private RequestQueue? _target;

    public GrainId GrainId { get; private set; }

    /// <summary>The observer behind this reference; null for a grain.</summary>
    public ObserverTarget? Observer => _target as ObserverTarget;

    public static Func<GrainReference> CompileMaker(Type type)
    {
        var proxy = Create(type, typeof(GrainReference)).GetType();
        return proxy.GetConstructor(Type.EmptyTypes) is { } constructor
            ? Expression.Lambda<Func<GrainReference>>(Expression.New(constructor)).Compile()
            : () => (GrainReference)Create(type, typeof(GrainReference));
    }

    public void Bind(EmbeddedEngine engine, GrainInterface type, GrainId id, GrainClass? grainClass, RequestQueue? target)
    {
        _engine = engine;
        _interface = type;
        _class = grainClass;
        _target = target;
        GrainId = id;
    }

    public object Cast(Type type)
    {
        if (_class is not null && !type.IsAssignableFrom(_class.Type)) throw new InvalidCastException($"{_class.Type.Name} does not implement {type.Name}.");
        var reference = GrainInterface.Of(type).MakeReference();
        reference.Bind(_engine, GrainInterface.Of(type), GrainId, _class, _target);
        return reference;
    }

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"{_interface.Type.Name} {GrainId}";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = _interface[targetMethod!];
        var request = method.MakeRequest(args!, _engine.Answering);
        _engine.Send(request, this);
        return method.ToReturnValue(method.IsOneWay ? Task.CompletedTask : request.Completion);
    }

    /// <summary>The activation that takes the next request, or the observer.</summary>
    public RequestQueue FindTarget()
    {
        var known = _target;
        if (known is ObserverTarget || known is Activation { HasEnded: false }) return known;
        return _target = _engine.Activations.GetOrMake(GrainId, _class!);
    }
}
