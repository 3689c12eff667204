using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Embedded;

/// <summary>What the strict mode knows about a type: the fields behind its [Id] members, and whether it promises never to change.</summary>
internal sealed class SerializedType
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, SerializedType> s_all = new();

    private static readonly HashSet<Type> s_leaves =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Guid), typeof(Uri), typeof(Version), typeof(Int128), typeof(UInt128), typeof(Half), typeof(CancellationToken),
        typeof(System.Numerics.BigInteger), typeof(System.Net.IPAddress), typeof(Runtime.GrainId), typeof(Runtime.GrainType), typeof(Runtime.IdSpan),
    ];

    private SerializedType(Type type)
    {
        Type = type;
        IsLeaf = type.IsPrimitive || type.IsEnum || s_leaves.Contains(type) || typeof(GrainReference).IsAssignableFrom(type)
            || typeof(Type).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || type == typeof(object);
        IsSerialized = type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);
        IsImmutable = type.IsDefined(typeof(ImmutableAttribute), inherit: false);
        IsTuple = typeof(ITuple).IsAssignableFrom(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));
        Fields = IsTuple ? type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) : IsSerialized ? [.. IdFields(type)] : [];
    }

    public Type Type { get; }

    /// <summary>Never changes and holds nothing that does.</summary>
    public bool IsLeaf { get; }

    public bool IsSerialized { get; }

    public bool IsImmutable { get; }

    public bool IsTuple { get; }

    /// <summary>What is carried.</summary>
    public FieldInfo[] Fields { get; }

    public static SerializedType Of(Type type) => s_all.GetOrAdd(type, static type => new(type));

    private static IEnumerable<FieldInfo> IdFields(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(Declared).Where(field => field.IsDefined(typeof(IdAttribute)))) yield return field;
            foreach (var property in level.GetProperties(Declared).Where(property => property.IsDefined(typeof(IdAttribute))))
            {
                yield return level.GetField($"<{property.Name}>k__BackingField", Declared)
                    ?? throw new StrictViolationException($"{level.Name}.{property.Name} has [Id] but is no automatic property.");
            }
        }
    }
}
