using OrleansChat.Users;

namespace OrleansChat.Storage;

/// <summary>How far each app of each user has confirmed each log (design.md 3.7, 3.8).</summary>
public interface ICursorStore
{
    /// <summary>All cursors of a user.</summary>
    Task<IReadOnlyList<StoredCursor>> LoadAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Makes cursors durable, all in one transaction. A cursor only moves forward: a lower position than the stored one changes
    /// nothing but <see cref="StoredCursor.UsedAt"/>. Needs no fencing for that reason.</summary>
    Task SaveAsync(IReadOnlyList<StoredCursor> cursors);

    /// <summary>Removes all cursors of one app of a user.</summary>
    Task RemoveAppAsync(UserId user, string app);
}
