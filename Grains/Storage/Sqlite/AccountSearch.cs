using System.Text;
using OrleansChat.Accounts;
using OrleansChat.Users;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Searches usernames: the exact one, those that begin with the keyword, those that contain it. Each step reads an index and stops at the bound.</summary>
internal static class AccountSearch
{
    /// <summary>From this many characters a keyword has a trigram of its own.</summary>
    private const int GramLength = 3;

    /// <summary>The longest name that can be registered (contract.md 6.1): a longer keyword is inside none, and its many trigrams would cost the most.</summary>
    private const int NameLengthMax = 20;

    /// <summary>The greatest code point, to end a range of texts with one beginning.</summary>
    private const string Last = "\U0010FFFF";

    private const string Hit = "user.id, user.uuid, user.username, user.nickname, user.avatar";
    private const string MayBeFound = "user.role = 0 AND user.status = 1 AND user.id <> ?2";

    private static readonly Sql Exact = new($"SELECT {Hit} FROM user WHERE username_key = ?1 AND {MayBeFound} LIMIT ?3");

    private static readonly Sql Beginning = new(
        $"SELECT {Hit} FROM user WHERE username_key > ?1 AND username_key < ?4 AND {MayBeFound} ORDER BY username_key LIMIT ?3");

    // CROSS JOIN: the index leads, the row only says whether the user may be found.
    private static readonly Sql Containing = new(
        $"""
        SELECT {Hit} FROM user_search CROSS JOIN user ON user.id = user_search.rowid
        WHERE user_search MATCH ?4 AND instr(user.username_key, ?1) > 0 AND {MayBeFound} LIMIT ?3
        """);

    // A short keyword is the beginning of trigrams; each of them stands for at least one name, so the range is not read to its end.
    private static readonly Sql ContainingShort = new(
        $"""
        SELECT DISTINCT {Hit} FROM user_search_gram CROSS JOIN user ON user.id = user_search_gram.doc
        WHERE term >= ?1 AND term <= ?4 AND instr(user.username_key, ?1) > 0 AND {MayBeFound} LIMIT ?3
        """);

    /// <summary>The hits; the keyword is in the form of <see cref="UsernameKey"/>.</summary>
    public static IReadOnlyList<FoundUser> Find(SqliteSession session, (string Keyword, UserId Except, int HitsMax) asked) =>
        session.InSnapshot(asked, static (snapshot, search) =>
        {
            var hits = new Hits(search.HitsMax);
            var (keyword, except, hitsMax) = search;
            Read(snapshot, Exact, keyword, null);
            Read(snapshot, Beginning, keyword, keyword + Last);

            // The index ends a text at U+0000; such a name is found by its beginning only.
            if (hits.IsFull || keyword.Contains('\0', StringComparison.Ordinal)) return hits.All;
            var length = keyword.EnumerateRunes().Count();
            if (length > NameLengthMax) return hits.All;
            if (length >= GramLength) Read(snapshot, Containing, keyword, Phrase(keyword));
            else Read(snapshot, ContainingShort, keyword, keyword + string.Concat(Enumerable.Repeat(Last, GramLength - length)));
            return hits.All;

            void Read(SqliteSession session, Sql sql, string text, string? bound)
            {
                if (hits.IsFull) return;
                using var query = session.Query(sql);
                var row = query.Statement.Bind(1, text).Bind(2, except.Value).Bind(3, hitsMax);
                if (bound is not null) row.Bind(4, bound);
                while (!hits.IsFull && row.Step()) hits.Add(row);
            }
        });

    // Quoted, so that no character of a keyword is an operator of the index.
    private static string Phrase(string keyword) => new StringBuilder(keyword).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();

    private sealed class Hits(int hitsMax)
    {
        private readonly List<FoundUser> _found = [];
        private readonly HashSet<long> _known = [];

        public bool IsFull => _found.Count >= hitsMax;

        public IReadOnlyList<FoundUser> All => _found;

        public void Add(SqliteStatement row)
        {
            if (!_known.Add(row.Int64(0))) return;
            _found.Add(new FoundUser(new UserId(row.Int64(0)), new Guid(row.Blob(1), bigEndian: true), row.Text(2), row.Text(3), row.Text(4)));
        }
    }
}
