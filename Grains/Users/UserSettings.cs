using Orleans;

namespace OrleansChat.Users;

/// <summary>What a user stored beside the account; needs no atomicity with a log, so it is grain state.</summary>
[GenerateSerializer, Alias("chat.user-settings")]
public sealed class UserSettings
{
    /// <summary>The text of contract.md 2.7, verbatim; empty when never set.</summary>
    [Id(0)] public string Userset { get; set; } = "";
}
