using System.Text.Json.Serialization;

namespace OrleansChat.Users;

/// <summary>What a chat page asks before it opens: contract.md 6.4, getUserSetInfo.</summary>
internal sealed record UserSetInfo
{
    [JsonPropertyName("id")] public required long Id { get; init; }

    [JsonPropertyName("userset")] public required string Userset { get; init; }

    [JsonPropertyName("invite_confirm")] public required int InviteConfirm { get; init; }

    [JsonPropertyName("uuid")] public required string Uuid { get; init; }

    /// <summary>Whether I am in the user's friend list.</summary>
    [JsonPropertyName("isgoodfriend")] public bool IsGoodFriend { get; init; }

    /// <summary>False only when the user's row for me is blacklisted or disabled; true also for strangers.</summary>
    [JsonPropertyName("isgoodfriend_status")] public bool IsGoodFriendStatus { get; init; } = true;
}
