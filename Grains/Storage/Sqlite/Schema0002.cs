namespace OrleansChat.Storage.Sqlite;

/// <summary>Visitors' tokens and devices, and the index of usernames. Published: never changed, only followed.</summary>
internal static class Schema0002
{
    /// <summary>
    /// The index holds the trigrams of each registered user's name, with two U+0001 behind it, so that every character of a name begins
    /// some trigram: a keyword of one or two characters is a range of trigrams. Triggers keep it in the transaction of the row, whoever writes that.
    /// </summary>
    public const string Text =
        """
        ALTER TABLE user ADD COLUMN visitor_token_id TEXT;
        ALTER TABLE user ADD COLUMN uniplatform TEXT NOT NULL DEFAULT '';
        ALTER TABLE user ADD COLUMN devicemodel TEXT NOT NULL DEFAULT '';
        ALTER TABLE user ADD COLUMN deviceos TEXT NOT NULL DEFAULT '';
        ALTER TABLE user ADD COLUMN devicebrand TEXT NOT NULL DEFAULT '';

        CREATE VIRTUAL TABLE user_search USING fts5(name, content='', contentless_delete=1, tokenize='trigram case_sensitive 1');
        CREATE VIRTUAL TABLE user_search_gram USING fts5vocab(user_search, 'instance');

        CREATE TRIGGER user_search_insert AFTER INSERT ON user WHEN new.role = 0 BEGIN
            INSERT INTO user_search (rowid, name) VALUES (new.id, new.username_key || char(1, 1));
        END;

        CREATE TRIGGER user_search_delete AFTER DELETE ON user WHEN old.role = 0 BEGIN
            DELETE FROM user_search WHERE rowid = old.id;
        END;

        CREATE TRIGGER user_search_update AFTER UPDATE OF username_key, role ON user BEGIN
            DELETE FROM user_search WHERE old.role = 0 AND rowid = old.id;
            INSERT INTO user_search (rowid, name) SELECT new.id, new.username_key || char(1, 1) WHERE new.role = 0;
        END;

        INSERT INTO user_search (rowid, name) SELECT id, username_key || char(1, 1) FROM user WHERE role = 0;
        """;
}
