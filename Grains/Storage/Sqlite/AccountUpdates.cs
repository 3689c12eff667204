using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Changes of an account's row. All run on the writer's one connection: between a look and a write nobody else writes.</summary>
internal static class AccountUpdates
{
    private static readonly Sql UpdateLogin = new(
        "UPDATE user SET user_token_id = ?2, user_token_app = ?3, last_login = ?4, last_login_ip = ?5, update_time = ?4 WHERE id = ?1");

    private static readonly Sql UpdatePasswordHash = new("UPDATE user SET password_hash = ?2 WHERE id = ?1");

    private static readonly Sql UpdateProfileColumns = new(
        "UPDATE user SET nickname = ?2, avatar = ?3, invite_confirm = ?4, update_time = ?5 WHERE id = ?1");

    private static readonly Sql ClearToken = new(
        "UPDATE user SET user_token_id = NULL, user_token_app = NULL WHERE id = ?1 AND user_token_id = ?2");

    private static readonly Sql UpdatePassword = new(
        """
        UPDATE user SET password_hash = ?3, user_token_id = ?4, user_token_app = ?5, update_time = ?6,
            visitor_token_id = CASE WHEN device = ?5 THEN visitor_token_id END
        WHERE id = ?1 AND password_hash = ?2
        """);

    private static readonly Sql UpdateVisit = new(
        """
        UPDATE user SET visitor_token_id = ?2, last_login = ?3, last_login_ip = ?4, update_time = ?3,
            uniplatform = ?5, devicemodel = ?6, deviceos = ?7, devicebrand = ?8
        WHERE id = ?1
        """);

    private static readonly Sql SelectOwner = new("SELECT id FROM user WHERE username_key = ?1");

    private static readonly Sql PromoteGuest = new(
        """
        UPDATE user SET role = ?2, username = ?3, username_key = ?4, password_hash = ?5,
            user_token_id = ?6, user_token_app = ?7, last_login = ?8, last_login_ip = ?9, update_time = ?8
        WHERE id = ?1 AND role = ?10 AND status = 1
        """);

    public static bool RecordLogin(SqliteWriterSession session, (UserId User, LoginRecord Login) asked)
    {
        using var query = session.Query(UpdateLogin);
        query.Statement
            .Bind(1, asked.User.Value).Bind(2, asked.Login.TokenId).Bind(3, asked.Login.App).Bind(4, asked.Login.At).Bind(5, asked.Login.Address)
            .Step();
        return session.Changes == 1;
    }

    public static bool ReplaceHash(SqliteWriterSession session, (UserId User, string Hash) asked)
    {
        using var query = session.Query(UpdatePasswordHash);
        query.Statement.Bind(1, asked.User.Value).Bind(2, asked.Hash).Step();
        return session.Changes == 1;
    }

    public static bool UpdateProfile(SqliteWriterSession session, UserAccount account)
    {
        using var query = session.Query(UpdateProfileColumns);
        query.Statement
            .Bind(1, account.Id.Value).Bind(2, account.Nickname).Bind(3, account.Avatar).Bind(4, account.InviteConfirm).Bind(5, account.UpdatedAt)
            .Step();
        return session.Changes == 1;
    }

    public static bool ClearUserToken(SqliteWriterSession session, (UserId User, string TokenId) asked)
    {
        using var query = session.Query(ClearToken);
        query.Statement.Bind(1, asked.User.Value).Bind(2, asked.TokenId).Step();
        return session.Changes == 1;
    }

    public static bool ChangePassword(SqliteWriterSession session, (UserId User, string Expected, string Hash, LoginRecord Login) asked)
    {
        using var query = session.Query(UpdatePassword);
        query.Statement
            .Bind(1, asked.User.Value).Bind(2, asked.Expected).Bind(3, asked.Hash)
            .Bind(4, asked.Login.TokenId).Bind(5, asked.Login.App).Bind(6, asked.Login.At)
            .Step();
        return session.Changes == 1;
    }

    public static bool RecordVisit(SqliteWriterSession session, (UserId User, LoginRecord Login, DeviceDescription Device) asked)
    {
        using var query = session.Query(UpdateVisit);
        query.Statement
            .Bind(1, asked.User.Value).Bind(2, asked.Login.TokenId).Bind(3, asked.Login.At).Bind(4, asked.Login.Address)
            .Bind(5, asked.Device.Platform).Bind(6, asked.Device.Model).Bind(7, asked.Device.Os).Bind(8, asked.Device.Brand)
            .Step();
        return session.Changes == 1;
    }

    public static PromotionResult Promote(SqliteWriterSession session, Promotion promotion)
    {
        var key = UsernameKey.Of(promotion.Username);
        if (OwnerOf(session, key) is { } owner && owner != promotion.User.Value) return PromotionResult.UsernameTaken;

        using var query = session.Query(PromoteGuest);
        query.Statement
            .Bind(1, promotion.User.Value).Bind(2, (long)AccountRole.User).Bind(3, promotion.Username).Bind(4, key).Bind(5, promotion.PasswordHash)
            .Bind(6, promotion.Login.TokenId).Bind(7, promotion.Login.App).Bind(8, promotion.Login.At).Bind(9, promotion.Login.Address)
            .Bind(10, (long)AccountRole.Visitor)
            .Step();
        return session.Changes == 1 ? PromotionResult.Promoted : PromotionResult.NoGuest;
    }

    private static long? OwnerOf(SqliteWriterSession session, string usernameKey)
    {
        using var query = session.Query(SelectOwner);
        return query.Statement.Bind(1, usernameKey).Step() ? query.Statement.Int64(0) : null;
    }
}
