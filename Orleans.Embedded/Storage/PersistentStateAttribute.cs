namespace Orleans.Runtime;

/// <summary>Marks a constructor parameter that receives an <see cref="IPersistentState{TState}"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute : Attribute
{
    /// <summary>Names the state and its store.</summary>
    /// <param name="stateName">Tells several states of one grain apart.</param>
    /// <param name="storageName">The key under which the <see cref="Orleans.Storage.IGrainStorage"/> is registered; null means "Default".</param>
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        StateName = stateName;
        StorageName = storageName;
    }

    /// <summary>Tells several states of one grain apart.</summary>
    public string StateName { get; }

    /// <summary>The key of the store.</summary>
    public string? StorageName { get; }
}
