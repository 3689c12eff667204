namespace OrleansChat.Auth;

/// <summary>What a visitor's token may do. Section <c>Chat:Visitors</c>.</summary>
internal sealed class VisitorOptions
{
    /// <summary>
    /// The endpoints, as method and path below <c>/api/chat/</c>; a path stands for everything below it too.
    /// Default: the list of contract.md 3.4. Everything else is refused.
    /// </summary>
    public string[]? Allowed { get; set; }
}
