using System.Text.Json.Serialization;

namespace OrleansChat.Users;

/// <summary>What a user tells about themselves: contract.md 2.2. Clients read it without a check for null.</summary>
internal sealed record UserInfoObject
{
    [JsonPropertyName("id")] public required long Id { get; init; }

    [JsonPropertyName("gender")] public required string Gender { get; init; }

    [JsonPropertyName("birthday")] public string? Birthday { get; init; }

    [JsonPropertyName("bio")] public string? Bio { get; init; }

    [JsonPropertyName("location")] public string? Location { get; init; }

    [JsonPropertyName("website")] public string? Website { get; init; }
}
