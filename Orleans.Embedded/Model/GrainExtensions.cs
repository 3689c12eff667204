using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity and references of grains.</summary>
public static class GrainExtensions
{
    /// <summary>The reference of a grain or observer as another of its interfaces; for a grain object, the reference to itself.</summary>
    /// <typeparam name="TGrainInterface">The interface to call through.</typeparam>
    /// <param name="grain">A grain object or a reference.</param>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            TGrainInterface same and GrainReference => same,
            GrainReference reference => (TGrainInterface)reference.Cast(typeof(TGrainInterface)),
            Grain instance => (TGrainInterface)(object)instance.Activation.Engine.References.ToGrain(typeof(TGrainInterface), instance.Activation.GrainId),
            _ => throw Unexpected(grain),
        };
    }

    /// <summary>The identity of a grain or of the grain a reference names.</summary>
    /// <param name="grain">A grain object or a reference.</param>
    public static GrainId GetGrainId(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            Grain instance => instance.Activation.GrainId,
            GrainReference reference => reference.GrainId,
            _ => throw Unexpected(grain),
        };
    }

    /// <summary>The integer key of a grain.</summary>
    /// <param name="grain">A grain object or a reference.</param>
    /// <exception cref="InvalidOperationException">The key is not an integer.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain)
    {
        var id = grain.GetGrainId();
        return IntegerKey.TryParse(id.Key, out var key) ? key : throw new InvalidOperationException($"The key of grain {id} is not an integer.");
    }

    /// <summary>The string key of a grain.</summary>
    /// <param name="grain">A grain object or a reference.</param>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    private static ArgumentException Unexpected(IAddressable grain) =>
        new($"{grain.GetType().FullName} is neither a grain made by the engine nor a reference.", nameof(grain));
}
