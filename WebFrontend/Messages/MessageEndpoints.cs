using Microsoft.Extensions.Options;
using Orleans;
using OrleansChat.Accounts;
using OrleansChat.Auth;
using OrleansChat.Hosting;
using OrleansChat.Http;
using OrleansChat.Parameters;
using OrleansChat.Users;

namespace OrleansChat.Messages;

/// <summary>Sending, taking back, and asking for what was missed: contract.md 6.6, 6.7, 6.9.</summary>
internal static class MessageEndpoints
{
    /// <summary>There is no such group.</summary>
    public const string NoGroup = "群不存在或者已解散或者被封禁，无法发消息";

    private const string ContentLabel = "消息内容";

    private static readonly ParameterSet SendRules = new(
        ParameterRule.Id("sendto_id", "接收人/群的id值"),
        ParameterRule.Choice("chatType", "接收类型", "single", "group"),
        ParameterRule.Choice("type", "消息类型", "text", "iconMenus", "image", "audio", "video"),
        ParameterRule.String("data", ContentLabel),
        ParameterRule.String("options", "额外参数json字符串").OrDefault(""),
        // Our addition. Sent and wrong is refused: a key that silently did not count would let a retry send twice.
        ParameterRule.String("clientMsgId", "clientMsgId", 1, 64).Optional());

    /// <summary>Maps the message endpoints.</summary>
    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/chat/socket/sendmessage", SendAsync);
        routes.MapPost("/api/chat/revokeMessage", RevokeEndpoint.RevokeAsync);
        routes.MapPost("/api/chat/chatGetmessageOffLine", ArmAsync).WithMetadata(AllowSupersededToken.Instance);
    }

    private static async Task<ChatResult> SendAsync(
        HttpContext context, Caller caller, IGrainFactory grains, IOptions<MessageOptions> limits, IOptions<AccountOptions> accounts, ChatMetrics metrics)
    {
        var values = await SendRules.ReadAsync(context);
        if (values.Refusal is { } refusal) return refusal;
        var dataBytesMax = limits.Value.DataBytesMax;
        if (MessageContent.Normalise(values.Text("data")) is not { } content) return Invalid($"{ContentLabel} 的格式不正确");
        if (MessageContent.BytesOf(content) > dataBytesMax) return Invalid(ParameterTexts.Length(ContentLabel, 1, dataBytesMax));
        if (values.Text("chatType") == "group") return ChatResults.Fail(NoGroup);

        var outcome = await grains.GetGrain<IUserGrain>(values.Number("sendto_id")).SendAsync(new SendMessage
        {
            Sender = SendingParty.Of(caller.Account, accounts.Value),
            Type = values.Text("type"),
            Data = content,
            Options = MessageExtras.Decode(values.Text("options"), limits.Value.OptionsBytesMax),
            ClientKey = values.TextOrNull("clientMsgId"),
        });
        metrics.SendDecided(outcome.Error);
        return outcome.IsAccepted ? ChatResults.OkRaw(outcome.Message) : ChatResults.Fail(outcome.Error);
    }

    private static async Task<ChatResult> ArmAsync(Caller caller, IGrainFactory grains)
    {
        // A superseded token of this app: an old instance inside a client that is logged in. It must neither fail nor move anything.
        if (!caller.IsSuperseded) await grains.GetGrain<IUserGrain>(caller.UserId.Value).ArmAsync(caller.App);
        return ChatResults.Ok();
    }

    private static ChatResult Invalid(string text) => ChatResults.Fail(text, StatusCodes.Status422UnprocessableEntity);
}
