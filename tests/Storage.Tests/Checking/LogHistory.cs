using OrleansChat.Logs;

namespace OrleansChat.Tests.Storage.Checking;

/// <summary>What was submitted to a store and what was answered; the input of <see cref="LogHistoryChecker"/>.</summary>
// Threads: any; _gate guards the list, a submission's answer is set once by whoever awaited it.
internal sealed class LogHistory(int firstId = 1)
{
    private readonly Lock _gate = new();
    private readonly List<Submission> _submissions = [];

    public IReadOnlyList<Submission> Submissions
    {
        get
        {
            lock (_gate) return [.. _submissions];
        }
    }

    /// <summary>Notes a submission before it is handed to the store.</summary>
    public Submission Add(LogId log, long epoch, bool claims, long sequence, long sender, string? clientKey)
    {
        lock (_gate)
        {
            var submission = new Submission(firstId + _submissions.Count, log, epoch, claims, sequence, sender, clientKey);
            _submissions.Add(submission);
            return submission;
        }
    }

    public void Add(Submission submission)
    {
        lock (_gate) _submissions.Add(submission);
    }
}
