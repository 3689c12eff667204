namespace OrleansChat.Storage.Sqlite;

/// <summary>The first schema. Published: never changed, only followed. <c>docs/disk-format.md</c> explains each column.</summary>
internal static class Schema0001
{
    public const string Text =
        """
        CREATE TABLE schema_version (
            version    INTEGER PRIMARY KEY,
            applied_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE log_epoch (
            log   INTEGER PRIMARY KEY,
            epoch INTEGER NOT NULL CHECK (epoch > 0)
        ) STRICT;

        CREATE TABLE log_entry (
            log         INTEGER NOT NULL,
            seq         INTEGER NOT NULL CHECK (seq > 0),
            kind        INTEGER NOT NULL,
            accepted_at INTEGER NOT NULL,
            sender      INTEGER NOT NULL,
            receiver    INTEGER NOT NULL,
            message_id  BLOB NOT NULL,
            client_key  TEXT,
            body        BLOB NOT NULL,
            PRIMARY KEY (log, seq)
        ) STRICT, WITHOUT ROWID;

        CREATE UNIQUE INDEX log_entry_client_key ON log_entry (log, sender, client_key) WHERE client_key IS NOT NULL;

        CREATE TABLE cursor (
            user_id   INTEGER NOT NULL,
            app       TEXT NOT NULL,
            log       INTEGER NOT NULL,
            confirmed INTEGER NOT NULL CHECK (confirmed >= 0),
            used_at   INTEGER NOT NULL,
            PRIMARY KEY (user_id, app, log)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE user (
            id              INTEGER PRIMARY KEY,
            uuid            BLOB NOT NULL UNIQUE,
            username        TEXT NOT NULL,
            username_key    TEXT NOT NULL UNIQUE,
            password_hash   TEXT,
            nickname        TEXT NOT NULL,
            avatar          TEXT NOT NULL,
            role            INTEGER NOT NULL,
            status          INTEGER NOT NULL,
            invite_confirm  INTEGER NOT NULL,
            device          TEXT,
            userset         TEXT NOT NULL DEFAULT '',
            register_time   INTEGER NOT NULL,
            register_ip     TEXT NOT NULL,
            last_login      INTEGER NOT NULL,
            last_login_ip   TEXT NOT NULL,
            update_time     INTEGER NOT NULL,
            user_token_id   TEXT,
            user_token_app  TEXT
        ) STRICT;

        CREATE UNIQUE INDEX user_device ON user (device) WHERE device IS NOT NULL;

        CREATE TABLE user_info (
            id          INTEGER PRIMARY KEY,
            user_id     INTEGER NOT NULL UNIQUE REFERENCES user (id) ON DELETE CASCADE,
            gender      TEXT NOT NULL DEFAULT 'unknown',
            birthday    TEXT,
            bio         TEXT,
            location    TEXT,
            website     TEXT,
            create_time INTEGER NOT NULL,
            update_time INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE id_block (
            name TEXT PRIMARY KEY,
            next INTEGER NOT NULL CHECK (next > 0)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE grain_state (
            grain   TEXT NOT NULL,
            name    TEXT NOT NULL,
            etag    INTEGER NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY (grain, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE health (
            id         INTEGER PRIMARY KEY CHECK (id = 1),
            checked_at INTEGER NOT NULL
        ) STRICT;
        """;
}
