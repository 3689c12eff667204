using System.Reflection;

namespace OrleansChat.Tests.Engine;

/// <summary>The programming model as text: one line per type and per member that other code can use.</summary>
public static class ProgrammingModel
{
    private const BindingFlags Visible = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static IEnumerable<string> Describe(Type type, bool inherited)
    {
        var name = NameOf(type);
        yield return $"{KindOf(type)} {name}";
        var flags = inherited ? Visible | BindingFlags.FlattenHierarchy : Visible | BindingFlags.DeclaredOnly;
        foreach (var member in type.GetMembers(flags).Where(IsUsable))
        {
            if (LineOf(member) is { } line) yield return $"{name}: {line}";
        }

        if (!inherited || !type.IsInterface) yield break;
        foreach (var line in type.GetInterfaces().SelectMany(parent => parent.GetMembers(Visible)).Where(IsUsable).Select(LineOf).OfType<string>())
        {
            yield return $"{name}: {line}";
        }
    }

    private static string? LineOf(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => null,
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{NameOf(method.ReturnType)} {method.Name}{GenericsOf(method)}({Parameters(method)})",
        PropertyInfo property => $"{NameOf(property.PropertyType)} {property.Name}{(IsUsable(property.GetMethod) ? " get" : "")}{(IsUsable(property.SetMethod) ? " set" : "")}",
        FieldInfo { IsLiteral: true } field => $"const {field.Name} = {field.GetRawConstantValue()}",
        FieldInfo { IsSpecialName: true } => null,
        FieldInfo field => $"field {NameOf(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static bool IsUsable(MemberInfo? member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => IsUsable(property.GetMethod) || IsUsable(property.SetMethod),
        FieldInfo field => field.IsPublic || field.IsFamily,
        _ => false,
    };

    private static string KindOf(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.IsSubclassOf(typeof(Attribute)) ? "attribute" : "class";

    private static string GenericsOf(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = default" : "")}"));

    private static string NameOf(Type type)
    {
        if (type.IsGenericParameter) return type.Name;
        if (type.IsByRef) return $"ref {NameOf(type.GetElementType()!)}";
        if (type.IsArray) return $"{NameOf(type.GetElementType()!)}[]";
        var name = type.FullName ?? $"{type.Namespace}.{type.Name}";
        if (!type.IsGenericType) return name;
        name = $"{type.Namespace}.{type.Name}";
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }
}
