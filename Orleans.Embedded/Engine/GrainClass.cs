using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>One grain class: its identity, its interfaces, and how it is made.</summary>
internal sealed class GrainClass
{
    private const string Suffix = "grain";

    private readonly Func<Activation, object?>[] _arguments;
    private readonly ConstructorInvoker _constructor;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = GrainType.Create(NameOf(type));
        Interfaces = [.. type.GetInterfaces().Where(candidate => candidate != typeof(IGrain) && candidate != typeof(IGrainWithIntegerKey)
            && candidate != typeof(IGrainWithStringKey) && typeof(IGrain).IsAssignableFrom(candidate))];
        OverridesOnActivate = Overrides(type, nameof(Grain.OnActivateAsync));
        OverridesOnDeactivate = Overrides(type, nameof(Grain.OnDeactivateAsync));
        var constructor = Choose(type);
        Parameters = constructor.GetParameters();
        _constructor = ConstructorInvoker.Create(constructor);
        _arguments = [.. Parameters.Select(ConstructorArgument.Resolver)];
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public IReadOnlyList<Type> Interfaces { get; }

    public ParameterInfo[] Parameters { get; }

    public bool OverridesOnActivate { get; }

    public bool OverridesOnDeactivate { get; }

    public Grain Make(Activation activation)
    {
        var arguments = new object?[_arguments.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = _arguments[i](activation);
        return (Grain)_constructor.Invoke(arguments.AsSpan());
    }

    private static string NameOf(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }

    private static bool Overrides(Type type, string method) => type.GetMethod(method)!.DeclaringType != typeof(Grain);

    private static ConstructorInfo Choose(Type type)
    {
        var constructors = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public);
        if (constructors.Length == 1) return constructors[0];
        return constructors.SingleOrDefault(candidate => candidate.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? throw new OrleansException($"{type.Name} has {constructors.Length} public constructors; a grain class has one.");
    }
}
