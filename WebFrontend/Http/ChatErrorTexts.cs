using System.Collections.Frozen;

namespace OrleansChat.Http;

/// <summary>The one table from a grain's refusal to what the client gets. A test walks every <see cref="ChatError"/> through it.</summary>
internal static class ChatErrorTexts
{
    /// <summary>What a number of a newer silo means to this frontend: a terminal refusal.</summary>
    public const string Unknown = "操作失败";

    private static readonly FrozenDictionary<ChatError, (int Status, string Text)> Table = new Dictionary<ChatError, (int, string)>
    {
        [ChatError.UsernameTaken] = (StatusCodes.Status400BadRequest, "该账号已存在，请换一个账号注册"),
        [ChatError.AccountMissingOrDisabled] = (StatusCodes.Status400BadRequest, "账号不存在或者被禁用"),
        [ChatError.ReceiverMissingOrDisabled] = (StatusCodes.Status400BadRequest, "对方不存在或者被禁用，不能发消息"),
        [ChatError.ClientKeyReused] = (StatusCodes.Status400BadRequest, "clientMsgId 已用于另一条消息"),
        [ChatError.Busy] = (StatusCodes.Status503ServiceUnavailable, ChatTexts.Busy),
        [ChatError.NicknameTooLong] = (StatusCodes.Status400BadRequest, "昵称长度不能超过30个字符"),
        [ChatError.AvatarTooLong] = (StatusCodes.Status400BadRequest, "头像地址过长不能超过1000个字符"),
        [ChatError.InviteConfirmInvalid] = (StatusCodes.Status400BadRequest, "添加我为好友设置值错误"),
        [ChatError.ProfileMissing] = (StatusCodes.Status400BadRequest, "用户不存在,无法修改信息"),
        [ChatError.PasswordOwnerMissing] = (StatusCodes.Status400BadRequest, "用户不存在，无法修改密码"),
        [ChatError.OldPasswordWrong] = (StatusCodes.Status400BadRequest, "原始密码错误，无法修改密码"),
        [ChatError.TooManyVisits] = (StatusCodes.Status400BadRequest, "请求过于频繁，请1个小时后再试"),
        [ChatError.RevokeTooLate] = (StatusCodes.Status400BadRequest, "消息超过5分钟,不能撤回"),
        [ChatError.MessageRevoked] = (StatusCodes.Status400BadRequest, "消息已撤回"),
    }.ToFrozenDictionary();

    /// <summary>Whether the table has a line for the refusal.</summary>
    public static bool Has(ChatError error) => Table.ContainsKey(error);

    /// <summary>Status and exact text of a refusal.</summary>
    public static (int Status, string Text) For(ChatError error) =>
        Table.TryGetValue(error, out var line) ? line : (StatusCodes.Status400BadRequest, Unknown);
}
