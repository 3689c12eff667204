using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace OrleansChat.Tests.Grains;

/// <summary>What silos of two versions must agree on, as text: grain methods by alias, serialized members by id.</summary>
internal static class ContractLines
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The part of a line that must never mean something else again.</summary>
    public static string KeyOf(string line) => line[..line.IndexOf(": ", StringComparison.Ordinal)];

    public static IEnumerable<string> Of(Assembly assembly) => Of(assembly.GetTypes().Where(IsOurs));

    public static IEnumerable<string> Of(IEnumerable<Type> types) =>
        types.SelectMany(static type => type.IsInterface ? Methods(type) : Members(type)).Order(StringComparer.Ordinal);

    /// <summary>Types that a person wrote and that cross a border between processes.</summary>
    public static bool IsOurs(Type type) =>
        type.Namespace?.StartsWith("OrleansChat", StringComparison.Ordinal) == true
        && ((type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)) || type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

    public static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    public static IEnumerable<(MemberInfo Member, Type Type, uint? Id)> StateOf(Type type)
    {
        foreach (var field in type.GetFields(Declared))
        {
            MemberInfo member = field.Name.StartsWith('<') ? type.GetProperty(field.Name[1..field.Name.IndexOf('>')], Declared)! : field;
            yield return (member, field.FieldType, member.GetCustomAttribute<IdAttribute>()?.Id);
        }
    }

    public static string NameOf(Type type)
    {
        if (type.IsArray) return $"{NameOf(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{NameOf(value)}?";
        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : type.Name;
    }

    private static IEnumerable<string> Methods(Type type) => type.GetMethods(Declared).Select(method =>
    {
        var marks = string.Concat(
            method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? " interleaved" : "",
            method.IsDefined(typeof(OneWayAttribute)) ? " one-way" : "");
        var parameters = method.GetParameters().Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}");
        return $"grain {AliasOf(type)}/{AliasOf(method)}: {NameOf(method.ReturnType)} {type.Name}.{method.Name}({string.Join(", ", parameters)}){marks}";
    });

    private static IEnumerable<string> Members(Type type) =>
        StateOf(type).Select(state => $"type {AliasOf(type)}/{state.Id}: {NameOf(state.Type)} {type.Name}.{state.Member.Name}");
}
