using System.Text.Json.Serialization;

namespace OrleansChat.Users;

/// <summary>A user as everybody may see it: contract.md 6.4, userinfo.</summary>
internal sealed record UserObject
{
    [JsonPropertyName("id")] public required long Id { get; init; }

    [JsonPropertyName("uuid")] public required string Uuid { get; init; }

    [JsonPropertyName("username")] public required string Username { get; init; }

    [JsonPropertyName("nickname")] public required string Nickname { get; init; }

    [JsonPropertyName("avatar")] public required string Avatar { get; init; }

    [JsonPropertyName("role")] public required string Role { get; init; }

    [JsonPropertyName("userset")] public required string Userset { get; init; }

    [JsonPropertyName("userinfo")] public required UserInfoObject Info { get; init; }
}
