using System.Collections;

namespace Orleans.Embedded;

/// <summary>A hash over everything that an object carries, to see whether it changed.</summary>
internal static class Fingerprint
{
    public static int Of(object value)
    {
        var hash = new HashCode();
        Add(ref hash, value, new(ReferenceEqualityComparer.Instance));
        return hash.ToHashCode();
    }

    private static void Add(ref HashCode hash, object? value, HashSet<object> seen)
    {
        if (value is null)
        {
            hash.Add(0);
            return;
        }

        var type = SerializedType.Of(value.GetType());
        if (type.IsLeaf)
        {
            hash.Add(value is Exception ? 0 : value.GetHashCode());
            return;
        }

        if (!type.Type.IsValueType && !seen.Add(value)) return;
        if (value is byte[] bytes)
        {
            hash.AddBytes(bytes);
            return;
        }

        if (type.Fields.Length > 0)
        {
            foreach (var field in type.Fields) Add(ref hash, field.GetValue(value), seen);
        }
        else if (value is IEnumerable items && !IsDefaultArray(value))
        {
            foreach (var item in items) Add(ref hash, item, seen);
        }
    }

    private static bool IsDefaultArray(object value) => value.GetType().GetProperty("IsDefault")?.GetValue(value) is true;
}
