namespace OrleansChat.Http;

/// <summary>What a request body says that it is.</summary>
internal enum RequestBodyKind
{
    /// <summary>No content type: taken as JSON.</summary>
    Unnamed,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>A URL-encoded form.</summary>
    Form,

    /// <summary>An upload; its parts are read by the upload endpoints, never as fields.</summary>
    Multipart,

    /// <summary>Anything else, another charset than UTF-8, or compressed.</summary>
    Unsupported,
}
