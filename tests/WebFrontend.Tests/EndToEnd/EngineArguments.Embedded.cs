namespace OrleansChat.Tests.EndToEnd;

/// <summary>What a second server in this process needs so that it does not collide with the first.</summary>
internal static class EngineArguments
{
    public static string[] Fresh() => [];
}
