using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks an interface through which grains call back an object that is not a grain.</summary>
public interface IGrainObserver : IAddressable
{
}
