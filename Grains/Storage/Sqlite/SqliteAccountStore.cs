using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Accounts in SQLite.</summary>
internal sealed class SqliteAccountStore(SqliteDatabase database) : IAccountStore
{
    private const int AccountBytes = 2_000;

    private static readonly Sql UpdateLogin = new(
        """
        UPDATE user SET user_token_id = ?2, user_token_app = ?3, last_login = ?4, last_login_ip = ?5, update_time = ?4 WHERE id = ?1
        """);

    private static readonly Sql UpdatePasswordHash = new("UPDATE user SET password_hash = ?2 WHERE id = ?1");

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
    public Task<bool> RecordLoginAsync(UserId user, string tokenId, string app, long atMilliseconds, string address) =>
        database.Writer.Submit(new SqliteWork<(UserId, string, string, long, string), bool>(
            (user, tokenId, app, atMilliseconds, address), AccountBytes, needsSavepoint: false, RecordLogin));

    /// <inheritdoc/>
    public Task ReplacePasswordHashAsync(UserId user, string passwordHash) =>
        database.Writer.Submit(new SqliteWork<(UserId, string), bool>((user, passwordHash), AccountBytes, needsSavepoint: false, ReplaceHash));

    private static bool RecordLogin(SqliteWriterSession session, (UserId User, string TokenId, string App, long At, string Address) login)
    {
        using var query = session.Query(UpdateLogin);
        query.Statement
            .Bind(1, login.User.Value).Bind(2, login.TokenId).Bind(3, login.App).Bind(4, login.At).Bind(5, login.Address)
            .Step();
        return session.Changes == 1;
    }

    private static bool ReplaceHash(SqliteWriterSession session, (UserId User, string Hash) asked)
    {
        using var query = session.Query(UpdatePasswordHash);
        query.Statement.Bind(1, asked.User.Value).Bind(2, asked.Hash).Step();
        return session.Changes == 1;
    }
}
