namespace OrleansChat.Auth;

/// <summary>Metadata of an endpoint that answers superseded tokens of the same app itself; every other endpoint refuses them.</summary>
internal sealed class AllowSupersededToken
{
    /// <summary>The one instance.</summary>
    public static readonly AllowSupersededToken Instance = new();
}
