using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>How each parameter of a grain's constructor is filled: stored state, keyed service, or service.</summary>
internal static class ConstructorArgument
{
    public const string DefaultStore = "Default";

    public static Func<Activation, object?> Resolver(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state) return StateResolver(parameter, state);
        var type = parameter.ParameterType;
        if (type == typeof(IGrainContext)) return activation => activation;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return activation => activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        }

        return parameter.HasDefaultValue
            ? activation => activation.ActivationServices.GetService(type) ?? parameter.DefaultValue
            : activation => activation.ActivationServices.GetRequiredService(type);
    }

    private static Func<Activation, object?> StateResolver(ParameterInfo parameter, PersistentStateAttribute state)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansException($"{parameter.Member.DeclaringType!.Name}: parameter {parameter.Name} has [PersistentState] but is not an IPersistentState.");
        }

        var activation = Expression.Parameter(typeof(Activation));
        var stored = typeof(StoredState<>).MakeGenericType(type.GetGenericArguments());
        var storage = Expression.Call(typeof(ConstructorArgument), nameof(StorageOf), null, activation, Expression.Constant(state.StorageName ?? DefaultStore));
        var make = Expression.New(stored.GetConstructors().Single(), activation, Expression.Constant(state.StateName), storage);
        var add = Expression.Call(activation, nameof(Activation.AddState), [stored], make);
        return Expression.Lambda<Func<Activation, object?>>(add, activation).Compile();
    }

    private static IGrainStorage StorageOf(Activation activation, string name) =>
        activation.ActivationServices.GetKeyedService<IGrainStorage>(name)
        ?? throw new OrleansException($"{activation.GrainId} wants the grain storage \"{name}\", which is not registered as a keyed IGrainStorage.");
}
