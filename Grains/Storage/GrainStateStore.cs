namespace OrleansChat.Storage;

/// <summary>The one named store of grain state.</summary>
public static class GrainStateStore
{
    /// <summary>Its name in <c>[PersistentState]</c>.</summary>
    public const string Name = "chat";
}
