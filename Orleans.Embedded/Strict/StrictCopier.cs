using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Embedded;

/// <summary>Copies one message as the wire would: through [Id] members only. What promises to be immutable is shared and noted.</summary>
internal sealed class StrictCopier(string where)
{
    private static readonly HashSet<Type> s_collections =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(SortedDictionary<,>), typeof(SortedSet<>), typeof(Queue<>),
    ];

    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    /// <summary>Objects that were shared instead of copied.</summary>
    public List<object> Shared { get; } = [];

    public object? Copy(object? value)
    {
        if (value is null) return null;
        var type = SerializedType.Of(value.GetType());
        if (type.IsLeaf) return value;
        if (_copies.TryGetValue(value, out var known)) return known;
        if (type.IsImmutable)
        {
            RequireSerializer(type);
            return Share(value);
        }

        var copy = CopyNew(value, type);
        if (!type.Type.IsValueType) _copies[value] = copy;
        return copy;
    }

    /// <summary>For a parameter or result that is [Immutable] by itself, whatever its type.</summary>
    public object? Share(object? value)
    {
        if (value is not null) Shared.Add(value);
        return value;
    }

    private object CopyNew(object value, SerializedType type)
    {
        if (value is Array array) return CopyArray(array);
        if (type.IsSerialized || type.IsTuple) return CopyMembers(value, type);
        if (type.Type.IsGenericType)
        {
            var shape = type.Type.GetGenericTypeDefinition();
            if (s_collections.Contains(shape)) return CopyCollection((IEnumerable)value, type.Type);
            if (shape.Namespace == typeof(ImmutableArray).Namespace) return CopyImmutable((IEnumerable)value, type.Type);
        }

        throw NotSerialized(type);
    }

    private Array CopyArray(Array array)
    {
        if (array.Rank != 1) throw new StrictViolationException($"{where}: arrays of several dimensions are not carried.");
        var copy = (Array)array.Clone();
        _copies[array] = copy;
        if (SerializedType.Of(array.GetType().GetElementType()!).IsLeaf) return copy;
        for (var i = 0; i < copy.Length; i++) copy.SetValue(Copy(copy.GetValue(i)), i);
        return copy;
    }

    private object CopyMembers(object value, SerializedType type)
    {
        var copy = RuntimeHelpers.GetUninitializedObject(type.Type);
        if (!type.Type.IsValueType) _copies[value] = copy;
        foreach (var field in type.Fields) field.SetValue(copy, Copy(field.GetValue(value)));
        return copy;
    }

    private object CopyCollection(IEnumerable source, Type type)
    {
        var comparer = type.GetProperty("Comparer")?.GetValue(source);
        var copy = comparer is null ? Activator.CreateInstance(type)! : Activator.CreateInstance(type, comparer)!;
        _copies[source] = copy;
        if (copy is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in (IDictionary)source) dictionary.Add(Copy(entry.Key)!, Copy(entry.Value));
            return copy;
        }

        var add = type.GetMethod("Add", type.GetGenericArguments()) ?? type.GetMethod("Enqueue", type.GetGenericArguments())!;
        foreach (var item in source) add.Invoke(copy, [Copy(item)]);
        return copy;
    }

    private object CopyImmutable(IEnumerable source, Type type)
    {
        if (type.GetProperty("IsDefault")?.GetValue(source) is true) return source;
        // The creators are static: ImmutableArray.CreateRange<T>(IEnumerable<T>), the same for lists, sets and dictionaries.
        var creator = typeof(ImmutableArray).Assembly.GetType($"{type.Namespace}.{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}")
            ?? typeof(ImmutableDictionary).Assembly.GetType($"{type.Namespace}.{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}")!;
        var arguments = type.GetGenericArguments();
        var element = arguments.Length == 1 ? arguments[0] : typeof(KeyValuePair<,>).MakeGenericType(arguments);
        var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var item in source) items.Add(Copy(item));
        var create = creator.GetMethods(BindingFlags.Static | BindingFlags.Public).Single(method => method.Name == "CreateRange"
            && method.GetGenericArguments().Length == arguments.Length && method.GetParameters() is [{ ParameterType: { IsGenericType: true } only }]
            && only.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        return create.MakeGenericMethod(arguments).Invoke(null, [items])!;
    }

    private void RequireSerializer(SerializedType type)
    {
        if (!type.IsSerialized) throw NotSerialized(type);
    }

    private StrictViolationException NotSerialized(SerializedType type) =>
        new($"{where}: {type.Type.FullName} has no [GenerateSerializer] and is no built-in type; on a cluster it cannot be sent or stored.");
}
