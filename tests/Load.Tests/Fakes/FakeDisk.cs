namespace OrleansChat.Tests.Fakes;

/// <summary>What survives a kill of the fake server.</summary>
/// <remarks>Threads: callers lock the object itself.</remarks>
internal sealed class FakeDisk
{
    private long _users;

    public Dictionary<string, long> UserByToken { get; } = new(StringComparer.Ordinal);

    public Dictionary<long, List<FakeEntry>> Logs { get; } = [];

    public Dictionary<string, FakeEntry> ByKey { get; } = new(StringComparer.Ordinal);

    public Dictionary<long, int> Cursors { get; } = [];

    public (long Id, string Token) Register()
    {
        var id = ++_users;
        var token = $"token-{id}";
        UserByToken.Add(token, id);
        Logs.Add(id, []);
        Cursors.Add(id, 0);
        return (id, token);
    }

    public void Append(FakeEntry entry)
    {
        Logs[entry.To].Add(entry);
        ByKey[entry.Key] = entry;
    }
}

internal sealed record FakeEntry(string Id, string Key, long From, long To, string DataText, long CreateTime);
