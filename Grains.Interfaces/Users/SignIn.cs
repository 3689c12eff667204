using Orleans;
using Orleans.Concurrency;

namespace OrleansChat.Users;

/// <summary>A login that was checked: its token becomes the user's one valid user token (contract.md (b) 4).</summary>
[GenerateSerializer, Immutable, Alias("chat.sign-in")]
public sealed record SignIn
{
    /// <summary>The new token's id.</summary>
    [Id(0)] public required string TokenId { get; init; }

    /// <summary>The app it is for: a device id, or one name for logins without a device.</summary>
    [Id(1)] public required string App { get; init; }

    /// <summary>The caller's address, for the record.</summary>
    [Id(2)] public string Address { get; init; } = "";
}
