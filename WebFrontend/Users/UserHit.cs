using System.Text.Json.Serialization;

namespace OrleansChat.Users;

/// <summary>One hit of searchUser: contract.md 6.4.</summary>
internal sealed record UserHit
{
    [JsonPropertyName("id")] public required long Id { get; init; }

    [JsonPropertyName("username")] public required string Username { get; init; }

    [JsonPropertyName("avatar")] public required string Avatar { get; init; }

    [JsonPropertyName("role")] public required string Role { get; init; }

    [JsonPropertyName("uuid")] public required string Uuid { get; init; }

    [JsonPropertyName("nickname")] public required string Nickname { get; init; }
}
