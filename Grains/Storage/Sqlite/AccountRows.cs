using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Storage.Sqlite;

/// <summary>The rows of an account.</summary>
internal static class AccountRows
{
    private const string Columns =
        "id, uuid, username, nickname, avatar, role, status, invite_confirm, device, register_time, register_ip, " +
        "last_login, last_login_ip, update_time, user_token_id, user_token_app, visitor_token_id, uniplatform, devicemodel, deviceos, devicebrand";

    private static readonly Sql InsertUser = new(
        $"""
        INSERT INTO user ({Columns}, username_key, password_hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
        ON CONFLICT (username_key) DO NOTHING
        ON CONFLICT (device) WHERE device IS NOT NULL DO NOTHING
        """);

    private static readonly Sql InsertUserInfo = new("INSERT INTO user_info (user_id, create_time, update_time) VALUES (?1, ?2, ?2)");

    private static readonly Sql SelectById = new($"SELECT {Columns} FROM user WHERE id = ?1");
    private static readonly Sql SelectByUsername = new($"SELECT {Columns} FROM user WHERE username_key = ?1");
    private static readonly Sql SelectByDevice = new($"SELECT {Columns} FROM user WHERE device = ?1");
    private static readonly Sql SelectByUuid = new("SELECT id FROM user WHERE uuid = ?1");
    private static readonly Sql SelectInfo = new("SELECT id, gender, birthday, bio, location, website FROM user_info WHERE user_id = ?1");
    private static readonly Sql SelectPasswordHash = new("SELECT password_hash FROM user WHERE id = ?1");

    /// <summary>Writes user and user_info; false when username or device is taken. A doubled number or UUID is a bug and is refused loudly.</summary>
    public static bool TryInsert(SqliteWriterSession session, NewAccount account)
    {
        if (!TryInsertUser(session, account)) return false;
        using var info = session.Query(InsertUserInfo);
        info.Statement.Bind(1, account.Account.Id.Value).Bind(2, account.Account.RegisteredAt).Step();
        return true;
    }

    public static UserAccount? Find(SqliteSession session, UserId user)
    {
        using var query = session.Query(SelectById);
        return query.Statement.Bind(1, user.Value).Step() ? Account(query.Statement) : null;
    }

    public static UserAccount? FindByUsername(SqliteSession session, string username)
    {
        using var query = session.Query(SelectByUsername);
        return query.Statement.Bind(1, UsernameKey.Of(username)).Step() ? Account(query.Statement) : null;
    }

    public static UserAccount? FindByDevice(SqliteSession session, string device)
    {
        using var query = session.Query(SelectByDevice);
        return query.Statement.Bind(1, device).Step() ? Account(query.Statement) : null;
    }

    public static UserId FindByUuid(SqliteSession session, Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        using var query = session.Query(SelectByUuid);
        return query.Statement.Bind(1, bytes).Step() ? new UserId(query.Statement.Int64(0)) : default;
    }

    public static UserInfo? FindInfo(SqliteSession session, UserId user)
    {
        using var query = session.Query(SelectInfo);
        var row = query.Statement.Bind(1, user.Value);
        return row.Step()
            ? new UserInfo(row.Int64(0), row.Text(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5))
            : null;
    }

    public static string? FindPasswordHash(SqliteSession session, UserId user)
    {
        using var query = session.Query(SelectPasswordHash);
        return query.Statement.Bind(1, user.Value).Step() ? query.Statement.TextOrNull(0) : null;
    }

    private static bool TryInsertUser(SqliteWriterSession session, NewAccount account)
    {
        var user = account.Account;
        Span<byte> uuid = stackalloc byte[16];
        user.Uuid.TryWriteBytes(uuid, bigEndian: true, out _);

        // An empty device is no device: two accounts without one must not be taken for one device.
        var device = string.IsNullOrEmpty(user.Device) ? null : user.Device;
        using var query = session.Query(InsertUser);
        query.Statement
            .Bind(1, user.Id.Value).Bind(2, uuid).Bind(3, user.Username).Bind(4, user.Nickname).Bind(5, user.Avatar)
            .Bind(6, (long)user.Role).Bind(7, user.Status).Bind(8, user.InviteConfirm).Bind(9, device)
            .Bind(10, user.RegisteredAt).Bind(11, user.RegisteredFrom).Bind(12, user.LastLoginAt).Bind(13, user.LastLoginFrom)
            .Bind(14, user.UpdatedAt).Bind(15, user.UserTokenId).Bind(16, user.UserTokenApp)
            .Bind(17, user.VisitorTokenId).Bind(18, user.DeviceDescription.Platform).Bind(19, user.DeviceDescription.Model)
            .Bind(20, user.DeviceDescription.Os).Bind(21, user.DeviceDescription.Brand)
            .Bind(22, UsernameKey.Of(user.Username)).Bind(23, account.PasswordHash)
            .Step();
        return session.Changes == 1;
    }

    private static UserAccount Account(SqliteStatement row) => new()
    {
        Id = new UserId(row.Int64(0)),
        Uuid = new Guid(row.Blob(1), bigEndian: true),
        Username = row.Text(2),
        Nickname = row.Text(3),
        Avatar = row.Text(4),
        Role = (AccountRole)row.Int64(5),
        Status = (int)row.Int64(6),
        InviteConfirm = (int)row.Int64(7),
        Device = row.TextOrNull(8),
        RegisteredAt = row.Int64(9),
        RegisteredFrom = row.Text(10),
        LastLoginAt = row.Int64(11),
        LastLoginFrom = row.Text(12),
        UpdatedAt = row.Int64(13),
        UserTokenId = row.TextOrNull(14),
        UserTokenApp = row.TextOrNull(15),
        VisitorTokenId = row.TextOrNull(16),
        DeviceDescription = Description(row),
    };

    // Most accounts have none; they share one object.
    private static DeviceDescription Description(SqliteStatement row)
    {
        var description = new DeviceDescription(row.Text(17), row.Text(18), row.Text(19), row.Text(20));
        return description == DeviceDescription.Unknown ? DeviceDescription.Unknown : description;
    }
}
