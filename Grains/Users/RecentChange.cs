namespace OrleansChat.Users;

/// <summary>What of the profile was changed a moment ago (contract.md 7.6). Has no clock: the caller brings the time.</summary>
internal sealed class RecentChange
{
    private const long MillisecondsMax = 60_000;

    private ProfileField _field;
    private long _at;

    /// <summary>Notes a change; it replaces the one before.</summary>
    public void Set(ProfileField field, long now) => (_field, _at) = (field, now);

    /// <summary>The change of the last minute. A picture's is left to expire, because every later connection shows it; any other is told once.</summary>
    public ProfileField Take(long now)
    {
        var field = now - _at < MillisecondsMax ? _field : ProfileField.None;
        if (field != ProfileField.Avatar) _field = ProfileField.None;
        return field;
    }
}
