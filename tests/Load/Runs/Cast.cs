using OrleansChat.Load.Clients;
using OrleansChat.Load.History;

namespace OrleansChat.Load.Runs;

/// <summary>The people of a run: registered accounts in pairs, and everything that sends and receives for them.</summary>
internal sealed class Cast
{
    /// <summary>Hashing a password costs the server a core for a while; more at once only wait in a longer line.</summary>
    private const int RegistrationsAtOnce = 4;

    private Cast(IReadOnlyList<Account> accounts, IReadOnlyList<Receiver> receivers, IReadOnlyList<Sender> senders)
    {
        Accounts = accounts;
        Receivers = receivers;
        Senders = senders;
    }

    /// <summary>The two of a pair stand side by side, so the partner of number i is i ^ 1.</summary>
    public IReadOnlyList<Account> Accounts { get; }

    public IReadOnlyList<Receiver> Receivers { get; }

    /// <summary>Both directions of every pair.</summary>
    public IReadOnlyList<Sender> Senders { get; }

    public bool IsOnline => Receivers.All(receiver => receiver.IsOnline);

    public static async Task<Cast> RegisterAsync(
        ChatApi api, int pairs, int seed, RunHistory history, RunProgress progress, CancellationToken cancellationToken)
    {
        var accounts = new Account[pairs * 2];
        // Names must be new on a server that has seen other runs, also one with the same seed.
        var run = Random.Shared.Next(0x100_0000).ToString("x6");
        var options = new ParallelOptions { MaxDegreeOfParallelism = RegistrationsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, accounts.Length, options, async (i, cancelled) =>
        {
            accounts[i] = await api.RegisterAsync($"L{run}{i:0000}", cancelled);
            await api.AllowAllMessagesAsync(accounts[i], cancelled);
        });

        var numbers = new SocketNumbers();
        var receivers = accounts.Select(account => new Receiver(api, account, history, progress, numbers)).ToList();
        var senders = accounts.Select((account, i) =>
            new Sender(api, account, accounts[i ^ 1], history, progress, new Random(HashCode(seed, i)))).ToList();
        foreach (var receiver in receivers)
            receiver.Declare();
        return new Cast(accounts, receivers, senders);
    }

    public async Task WaitUntilOnlineAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; !IsOnline && waited < patience; waited += TimeSpan.FromMilliseconds(50))
            await Task.Delay(50, cancellationToken);
    }

    // System.HashCode differs from process to process; a seed must not.
    private static int HashCode(int seed, int number) => unchecked(seed * 31 + number * 7919);
}
