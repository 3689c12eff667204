namespace OrleansChat.Auth;

/// <summary>Tokens whose signature was checked already: a client sends the same one with every request, and a check costs more than the lookup.</summary>
// Threads: any may call.  I1: only tokens with a good signature enter.  Locks: _gate only. At the bound: the older half is dropped.
internal sealed class VerifiedTokens
{
    /// <summary>The bound of entries per half; about 1 KB each.</summary>
    public const int EntriesMax = 20_000;

    private readonly Lock _gate = new();
    private readonly Generations<string, VerifiedToken> _tokens = new(EntriesMax);

    /// <summary>What a token says, when it was seen before.</summary>
    public VerifiedToken? Find(string token)
    {
        lock (_gate) return _tokens.TryGet(token, out var known) ? known : null;
    }

    /// <summary>Remembers a token.</summary>
    public void Add(string token, VerifiedToken verified)
    {
        lock (_gate) _tokens.Set(token, verified);
    }
}
