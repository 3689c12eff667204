using System.Buffers;
using OrleansChat.Http;
using OrleansChat.Parameters;

namespace OrleansChat.Visitors;

/// <summary>The checks that the visitor endpoints share, in the order of contract.md 6.3; the device's rate, the last one, is its grain's.</summary>
internal sealed class VisitorGate(VisitorSignature signature, TimeProvider clock)
{
    /// <summary>The header of the signature.</summary>
    public const string Header = "X-Security-Sign";

    /// <summary>There is no signature.</summary>
    public const string NoSignature = "非法访问";

    /// <summary>The signature is wrong.</summary>
    public const string BadSignature = "非法签名";

    /// <summary>The request is too old, or from a future beyond what clocks differ by.</summary>
    public const string Expired = "请求已过期";

    /// <summary>The device id is none.</summary>
    public const string BadDevice = "无效标识";

    private const int DeviceLength = 36;
    private const long AgeMillisecondsMax = 300_000;

    // The reference lets the future pass for ever; five minutes are patience enough for a phone's clock (contract.md (b) 12).
    private const long SkewMillisecondsMax = 300_000;

    /// <summary>The fields that every visitor endpoint has, to stand behind its own.</summary>
    public static readonly ParameterRule[] Rules =
    [
        ParameterRule.String("deviceId", "设备指纹", DeviceLength, 200),
        ParameterRule.Int("timestamp", "时间戳", -ParameterTexts.NumberUnbounded),
    ];

    private static readonly SearchValues<char> DeviceCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Reads and judges a request; its refusal, when there is one, is the answer.</summary>
    public async ValueTask<ParameterValues> ReadAsync(HttpContext context, ParameterSet rules)
    {
        var sent = context.Request.Headers[Header].ToString();
        if (sent.Length == 0) return Refuse(NoSignature);
        var values = await rules.ReadAsync(context);
        if (values.Refusal is not null) return values;

        var (device, timestamp) = (values.Text("deviceId"), values.Number("timestamp"));
        if (!signature.Fits(sent, device, timestamp)) return Refuse(BadSignature);
        var age = clock.GetUtcNow().ToUnixTimeMilliseconds() - timestamp;
        if (age is > AgeMillisecondsMax or < -SkewMillisecondsMax) return Refuse(Expired);
        return device.Length == DeviceLength && !device.AsSpan().ContainsAnyExcept(DeviceCharacters) ? values : Refuse(BadDevice);
    }

    private static ParameterValues Refuse(string text) => new(ChatResults.Fail(text));
}
