namespace Orleans;

/// <summary>Makes references. A reference costs no call and no activation; the first call through it activates the grain.</summary>
public interface IGrainFactory
{
    /// <summary>Makes a reference to the grain with this integer key.</summary>
    /// <typeparam name="TGrainInterface">The grain interface to call through.</typeparam>
    /// <param name="primaryKey">The key of the grain.</param>
    /// <param name="grainClassNamePrefix">Selects one of several implementing classes; the embedded engine knows one class per interface and wants null.</param>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>Makes a reference to the grain with this string key.</summary>
    /// <typeparam name="TGrainInterface">The grain interface to call through.</typeparam>
    /// <param name="primaryKey">The key of the grain; not empty.</param>
    /// <param name="grainClassNamePrefix">Selects one of several implementing classes; the embedded engine knows one class per interface and wants null.</param>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey;

    /// <summary>Makes a reference through which grains call an object of this process. The object is held weakly: the caller keeps it alive.</summary>
    /// <typeparam name="TGrainObserverInterface">The observer interface to call through.</typeparam>
    /// <param name="obj">The object that receives the calls.</param>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;

    /// <summary>Ends an observer reference; what is sent to it afterwards is not delivered.</summary>
    /// <typeparam name="TGrainObserverInterface">The observer interface of the reference.</typeparam>
    /// <param name="obj">The reference that <see cref="CreateObjectReference{TGrainObserverInterface}"/> returned.</param>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;
}
