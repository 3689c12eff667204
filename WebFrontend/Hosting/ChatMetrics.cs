using System.Diagnostics.Metrics;

namespace OrleansChat.Hosting;

/// <summary>What the frontend counts. Tags come from closed sets only.</summary>
internal sealed class ChatMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "OrleansChat";

    private readonly Counter<long> _requests;
    private readonly Counter<long> _logins;
    private readonly Counter<long> _registrations;
    private readonly Counter<long> _sends;
    private readonly Counter<long> _revokes;

    /// <summary>Instruments of one meter.</summary>
    public ChatMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _requests = meter.CreateCounter<long>("chat.http.requests", "{request}", "Answered requests by outcome");
        _logins = meter.CreateCounter<long>("chat.logins", "{login}", "Logins by outcome");
        _registrations = meter.CreateCounter<long>("chat.registrations", "{registration}", "Registrations by outcome");
        _sends = meter.CreateCounter<long>("chat.messages.sends", "{message}", "Messages that clients sent, by outcome");
        _revokes = meter.CreateCounter<long>("chat.messages.revokes", "{message}", "Messages that clients took back, by outcome");
    }

    /// <summary>A request was answered.</summary>
    public void RequestAnswered(int status) => _requests.Add(1, Outcome(status switch
    {
        < 400 => "ok",
        StatusCodes.Status422UnprocessableEntity => "invalid",
        StatusCodes.Status429TooManyRequests => "limited",
        StatusCodes.Status499ClientClosedRequest => "aborted",
        StatusCodes.Status503ServiceUnavailable => "busy",
        < 500 => "refused",
        _ => "failed",
    }));

    /// <summary>A login was decided.</summary>
    public void LoginDecided(bool isAccepted) => _logins.Add(1, Outcome(isAccepted ? "ok" : "refused"));

    /// <summary>A registration was decided.</summary>
    public void RegistrationDecided(bool isAccepted) => _registrations.Add(1, Outcome(isAccepted ? "ok" : "refused"));

    /// <summary>A message was decided by its receiver's grain.</summary>
    public void SendDecided(ChatError error) => _sends.Add(1, new KeyValuePair<string, object?>("chat.error", error));

    /// <summary>A revoke was decided by the receiver's grain.</summary>
    public void RevokeDecided(ChatError error) => _revokes.Add(1, new KeyValuePair<string, object?>("chat.error", error));

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("chat.outcome", outcome);
}
