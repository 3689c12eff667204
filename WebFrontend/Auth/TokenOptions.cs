using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Auth;

/// <summary>How tokens are signed and how long they live. Section <c>Chat</c>.</summary>
internal sealed class TokenOptions
{
    /// <summary>The signing key as base64 of at least 32 bytes. Default: none, a key is made in the data folder at first start. A cluster must set it.</summary>
    public string? SigningKey { get; set; }

    /// <summary>How many days a token lives. Default 0: for ever, because clients never refresh one (contract.md (b) 6).</summary>
    [Range(0, 36_500)]
    public int TokenDays { get; set; }
}
