using System.Reflection;
using Orleans;

namespace OrleansChat.Tests.Grains;

/// <summary>Checks what the serializer relies on: aliases, ids on everything that is state, each once.</summary>
internal static class SerializedTypes
{
    public static IEnumerable<string> Faults(IReadOnlyCollection<Type> types)
    {
        foreach (var twice in types.GroupBy(ContractLines.AliasOf).Where(static group => group.Key is not null && group.Count() > 1))
        {
            yield return $"Alias {twice.Key} names {string.Join(" and ", twice.Select(type => type.Name))}";
        }

        foreach (var type in types)
        {
            if (ContractLines.AliasOf(type) is null) yield return $"{type.Name} has no [Alias]";
            foreach (var fault in type.IsInterface ? MethodFaults(type) : StateFaults(type)) yield return fault;
        }
    }

    private static IEnumerable<string> StateFaults(Type type)
    {
        var state = ContractLines.StateOf(type).ToList();
        foreach (var (member, _, id) in state)
        {
            if (id is null) yield return $"{type.Name}.{member.Name} is state without [Id]";
        }

        foreach (var twice in state.Where(static one => one.Id is not null).GroupBy(static one => one.Id).Where(static group => group.Count() > 1))
        {
            yield return $"{type.Name} has [Id({twice.Key})] on {string.Join(" and ", twice.Select(one => one.Member.Name))}";
        }
    }

    private static IEnumerable<string> MethodFaults(Type type)
    {
        var methods = type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);
        foreach (var method in methods)
        {
            if (ContractLines.AliasOf(method) is null) yield return $"{type.Name}.{method.Name} has no [Alias]";
            foreach (var carried in method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType).SelectMany(Parts))
            {
                if (NeedsSerializer(carried)) yield return $"{type.Name}.{method.Name} carries {carried.Name}, which has no [GenerateSerializer]";
            }
        }

        foreach (var twice in methods.GroupBy(ContractLines.AliasOf).Where(static group => group.Key is not null && group.Count() > 1))
        {
            yield return $"{type.Name} has two methods with the alias {twice.Key}";
        }
    }

    private static bool NeedsSerializer(Type type) =>
        type.Namespace?.StartsWith("OrleansChat", StringComparison.Ordinal) == true && !type.IsEnum && !type.IsInterface
        && !type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsArray ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];
}
