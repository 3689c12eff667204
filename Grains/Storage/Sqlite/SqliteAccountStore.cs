using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Accounts in SQLite.</summary>
internal sealed class SqliteAccountStore(SqliteDatabase database) : IAccountStore
{
    private const int AccountBytes = 2_000;

    /// <inheritdoc/>
    public Task<bool> TryRegisterAsync(NewAccount account)
    {
        if (!account.Account.Id.IsValid) throw new ArgumentException("The account has no valid number.", nameof(account));
        ArgumentException.ThrowIfNullOrEmpty(account.Account.Username, nameof(account));
        return database.Writer.Submit(new SqliteWork<NewAccount, bool>(account, AccountBytes, needsSavepoint: true, AccountRows.TryInsert));
    }

    /// <inheritdoc/>
    public Task<UserAccount?> FindAsync(UserId user, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(user, AccountRows.Find, cancellationToken);

    /// <inheritdoc/>
    public Task<UserAccount?> FindByUsernameAsync(string username, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(username, AccountRows.FindByUsername, cancellationToken);

    /// <inheritdoc/>
    public Task<string?> FindPasswordHashAsync(UserId user, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(user, AccountRows.FindPasswordHash, cancellationToken);

    /// <inheritdoc/>
    public Task<UserId> FindByUuidAsync(Guid uuid, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(uuid, AccountRows.FindByUuid, cancellationToken);

    /// <inheritdoc/>
    public Task<UserAccount?> FindByDeviceAsync(string device, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(device, AccountRows.FindByDevice, cancellationToken);

    /// <inheritdoc/>
    public Task<UserInfo?> FindInfoAsync(UserId user, CancellationToken cancellationToken) =>
        database.Readers.ReadAsync(user, AccountRows.FindInfo, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<FoundUser>> SearchAsync(string keyword, UserId except, int hitsMax, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyword);
        ArgumentOutOfRangeException.ThrowIfLessThan(hitsMax, 1);
        return database.Readers.ReadAsync((UsernameKey.Of(keyword), except, hitsMax), AccountSearch.Find, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> RecordLoginAsync(UserId user, string tokenId, string app, long atMilliseconds, string address) =>
        WriteAsync((user, new LoginRecord(tokenId, app, atMilliseconds, address)), AccountUpdates.RecordLogin);

    /// <inheritdoc/>
    public Task ReplacePasswordHashAsync(UserId user, string passwordHash) => WriteAsync((user, passwordHash), AccountUpdates.ReplaceHash);

    /// <inheritdoc/>
    public Task<bool> UpdateProfileAsync(UserAccount account) => WriteAsync(account, AccountUpdates.UpdateProfile);

    /// <inheritdoc/>
    public Task<bool> ClearUserTokenAsync(UserId user, string tokenId) => WriteAsync((user, tokenId), AccountUpdates.ClearUserToken);

    /// <inheritdoc/>
    public Task<bool> ChangePasswordAsync(UserId user, string expectedHash, string passwordHash, LoginRecord login) =>
        WriteAsync((user, expectedHash, passwordHash, login), AccountUpdates.ChangePassword);

    /// <inheritdoc/>
    public Task<bool> RecordVisitAsync(UserId user, LoginRecord login, DeviceDescription device) =>
        WriteAsync((user, login, device), AccountUpdates.RecordVisit);

    /// <inheritdoc/>
    public Task<PromotionResult> PromoteAsync(Promotion promotion)
    {
        ArgumentException.ThrowIfNullOrEmpty(promotion.Username, nameof(promotion));
        return WriteAsync(promotion, AccountUpdates.Promote);
    }

    // Each changes rows by one statement (triggers belong to it), which SQLite undoes itself when it is refused.
    private Task<TResult> WriteAsync<TState, TResult>(TState state, Func<SqliteWriterSession, TState, TResult> work) =>
        database.Writer.Submit(new SqliteWork<TState, TResult>(state, AccountBytes, needsSavepoint: false, work));
}
