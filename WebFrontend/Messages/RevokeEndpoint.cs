using Microsoft.Extensions.Options;
using Orleans;
using OrleansChat.Accounts;
using OrleansChat.Auth;
using OrleansChat.Hosting;
using OrleansChat.Http;
using OrleansChat.Parameters;
using OrleansChat.Users;

namespace OrleansChat.Messages;

/// <summary>Taking a message back: contract.md 6.9.</summary>
internal static class RevokeEndpoint
{
    /// <summary>There is no such group.</summary>
    public const string NoGroup = "群不存在";

    // The client sends its whole stored item. Its names, pictures and time must be there and count for nothing: they are the server's
    // to know, a group's picture list may be longer than the reference allows, and a phone's clock may run ahead ((b) 36, 37).
    private static readonly ParameterSet Rules = new(
        ParameterRule.Id("to_id", "接收者id或者群id"),
        ParameterRule.String("to_name", "接收者或者群名称"),
        ParameterRule.String("to_avatar", "接收者或者群头像", 10),
        ParameterRule.String("id", "消息uuid"),
        ParameterRule.Choice("chatType", "聊天类型", "single", "group"),
        ParameterRule.Int("create_time", "消息发送时间", -ParameterTexts.NumberUnbounded));

    /// <summary>Takes the message back.</summary>
    public static async Task<ChatResult> RevokeAsync(
        HttpContext context, Caller caller, IGrainFactory grains, IOptions<AccountOptions> accounts, ChatMetrics metrics)
    {
        var values = await Rules.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        if (values.Text("chatType") == "group") return ChatResults.Fail(NoGroup);

        // What is no UUID was never the id of a message.
        if (!Guid.TryParseExact(values.Text("id"), "D", out var messageId)) return ChatResults.Fail(ChatError.RevokeTooLate);
        var outcome = await grains.GetGrain<IUserGrain>(values.Number("to_id")).RevokeAsync(new RevokeMessage
        {
            Sender = SendingParty.Of(caller.Account, accounts.Value),
            MessageId = messageId,
        });
        metrics.RevokeDecided(outcome.Error);
        return outcome.IsAccepted ? ChatResults.OkRaw(outcome.Message) : ChatResults.Fail(outcome.Error);
    }
}
