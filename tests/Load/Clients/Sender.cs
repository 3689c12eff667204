using OrleansChat.Load.History;
using OrleansChat.Load.Runs;

namespace OrleansChat.Load.Clients;

/// <summary>One direction of a pair: sends one message after the other and repeats each until its outcome is known.</summary>
internal sealed class Sender(ChatApi api, Account from, Account to, RunHistory history, RunProgress progress, Random random)
{
    /// <summary>Pieces that break naive quoting, counting or cutting.</summary>
    private static readonly string[] Pieces = ["你好", "😀", "\"quoted\"", "\\", "a\nb", "</script>", "%41", "e\u0301", " ", "{}", "plain words of a chat"];

    /// <summary>Of so many first attempts one is given up at once and repeated while the server may still be at work on it.</summary>
    private const int ImpatientOneIn = 100;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Sends messages number <paramref name="first"/> up to, not including, <paramref name="end"/>.</summary>
    /// <param name="interval">Wanted time from one send to the next; a slower answer moves the next send back.</param>
    public async Task SendAsync(int first, int end, TimeSpan interval, CancellationToken cancellationToken)
    {
        // Senders that start together would all send together for ever.
        await Task.Delay(interval * random.NextDouble(), cancellationToken);
        var due = history.Now;
        for (var number = first; number < end; number++)
        {
            due += interval;
            await SendOneAsync(number, cancellationToken);
            var ahead = due - history.Now;
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead, cancellationToken);
            else if (ahead < -interval * 20)
                due = history.Now;   // after an outage do not make up for all of it in one burst
        }
    }

    private async Task SendOneAsync(int number, CancellationToken cancellationToken)
    {
        var key = $"k-{from.Id}-{to.Id}-{number}";
        var payload = Payload(number);
        for (var attempt = 1; ; attempt++)
        {
            var isImpatient = attempt == 1 && random.Next(ImpatientOneIn) == 0;
            var patience = isImpatient ? TimeSpan.FromMilliseconds(random.Next(1, 20)) : ChatApi.RequestTimeout;
            history.Record(new SendStarted(from.Id, to.Id, key, payload, attempt));
            switch (await api.SendAsync(from, to.Id, key, payload, patience, cancellationToken))
            {
                case SentOk ok:
                    history.Record(new SendAnswered(key, ok.MessageId, ok.CreateTime));
                    progress.AnsweredOk(payload);
                    return;
                case SentRefused refused:
                    history.Record(new SendRefused(key, refused.Status, refused.Text));
                    progress.Refused(refused.Status, refused.Text);
                    return;
                case SentUnknown unknown:
                    history.Record(new SendUnknown(key, unknown.Reason));
                    if (!isImpatient)
                        await Task.Delay(RetryDelay * (1 + random.NextDouble()), cancellationToken);
                    break;
            }
        }
    }

    private string Payload(int number)
    {
        var text = $"m-{from.Id}-{to.Id}-{number}:";
        for (var i = random.Next(4); i > 0; i--)
            text += Pieces[random.Next(Pieces.Length)];
        return text;
    }
}
