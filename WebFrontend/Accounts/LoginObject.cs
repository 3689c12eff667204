using System.Text.Json.Serialization;

namespace OrleansChat.Accounts;

/// <summary>The login object of contract.md 6.1: all columns of 2.1 except the password, and the token. Clients store it whole.</summary>
internal sealed record LoginObject
{
    [JsonPropertyName("id")] public required long Id { get; init; }

    [JsonPropertyName("uuid")] public required string Uuid { get; init; }

    [JsonPropertyName("username")] public required string Username { get; init; }

    [JsonPropertyName("nickname")] public required string Nickname { get; init; }

    [JsonPropertyName("avatar")] public required string Avatar { get; init; }

    [JsonPropertyName("devicefingeruuid")] public string Device { get; init; } = "";

    [JsonPropertyName("uniplatform")] public string Platform { get; init; } = "";

    [JsonPropertyName("devicemodel")] public string DeviceModel { get; init; } = "";

    [JsonPropertyName("deviceos")] public string DeviceOs { get; init; } = "";

    [JsonPropertyName("devicebrand")] public string DeviceBrand { get; init; } = "";

    [JsonPropertyName("userset")] public string Userset { get; init; } = "";

    [JsonPropertyName("invite_confirm")] public int InviteConfirm { get; init; }

    [JsonPropertyName("mobile")] public string? Mobile { get; init; }

    [JsonPropertyName("email")] public string? Email { get; init; }

    [JsonPropertyName("status")] public int Status { get; init; }

    [JsonPropertyName("last_login")] public string? LastLogin { get; init; }

    [JsonPropertyName("last_login_ip")] public string? LastLoginFrom { get; init; }

    [JsonPropertyName("register_time")] public string? RegisterTime { get; init; }

    [JsonPropertyName("register_ip")] public string? RegisteredFrom { get; init; }

    [JsonPropertyName("is_deleted")] public int IsDeleted { get; init; }

    [JsonPropertyName("wechat_openid")] public string? WechatId { get; init; }

    [JsonPropertyName("qq_openid")] public string? QqId { get; init; }

    [JsonPropertyName("weibo_uid")] public string? WeiboId { get; init; }

    [JsonPropertyName("role")] public required string Role { get; init; }

    [JsonPropertyName("is_email_verified")] public int IsEmailVerified { get; init; }

    [JsonPropertyName("is_mobile_verified")] public int IsMobileVerified { get; init; }

    [JsonPropertyName("order")] public int Order { get; init; } = 50;

    [JsonPropertyName("create_time")] public required string CreateTime { get; init; }

    [JsonPropertyName("update_time")] public required string UpdateTime { get; init; }

    [JsonPropertyName("token")] public required string Token { get; init; }
}
