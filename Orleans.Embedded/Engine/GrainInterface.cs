using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>One grain or observer interface with its methods; made once per interface and process.</summary>
internal sealed class GrainInterface
{
    private static readonly ConcurrentDictionary<Type, GrainInterface> s_all = new();

    private readonly FrozenDictionary<MethodInfo, GrainMethod> _methods;
    private readonly Func<GrainReference> _makeReference;

    private GrainInterface(Type type)
    {
        if (!type.IsInterface || !typeof(IAddressable).IsAssignableFrom(type)) throw new OrleansException($"{type.Name} is not a grain or observer interface.");
        Type = type;
        _methods = type.GetInterfaces().Append(type)
            .SelectMany(declaring => declaring.GetMethods().Where(method => method.IsAbstract && !method.IsStatic))
            .ToFrozenDictionary(method => method, method => new GrainMethod(type, method));
        _makeReference = GrainReference.CompileMaker(type);
    }

    public Type Type { get; }

    public IEnumerable<GrainMethod> Methods => _methods.Values;

    public static GrainInterface Of(Type type) => s_all.TryGetValue(type, out var known) ? known : s_all.GetOrAdd(type, static type => new(type));

    public GrainMethod this[MethodInfo method] => _methods[method];

    public GrainReference MakeReference() => _makeReference();
}
