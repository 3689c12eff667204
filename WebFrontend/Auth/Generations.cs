using System.Diagnostics.CodeAnalysis;

namespace OrleansChat.Auth;

/// <summary>
/// A bounded map that forgets by halves: at <paramref name="entriesMax"/> new entries the young ones become the old ones and the old ones
/// go. Nothing is moved or counted on a hit, which a list by last use would cost. Not safe for threads.
/// </summary>
internal sealed class Generations<TKey, TValue>(int entriesMax)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    /// <summary>How many entries there are; at most twice the bound.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>Finds an entry of either half.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _young.TryGetValue(key, out value) || _old.TryGetValue(key, out value);

    /// <summary>Adds or replaces an entry.</summary>
    public void Set(TKey key, TValue value)
    {
        if (_young.Count >= entriesMax) Turn();
        _young[key] = value;
    }

    /// <summary>Drops an entry.</summary>
    public void Remove(TKey key)
    {
        _young.Remove(key);
        _old.Remove(key);
    }

    /// <summary>Makes the young half the old one and drops the old one.</summary>
    public void Turn()
    {
        (_young, _old) = (_old, _young);
        _young.Clear();
    }
}
