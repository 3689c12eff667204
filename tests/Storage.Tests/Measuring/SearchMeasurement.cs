using System.Diagnostics;
using OrleansChat.Accounts;
using OrleansChat.Storage;
using OrleansChat.Tests.Storage.Sqlite;
using OrleansChat.Users;

namespace OrleansChat.Tests.Storage.Measuring;

/// <summary>What a search for a username costs among many. Not a test: a figure is no verdict.
/// <c>measure-search [users [directory]]</c>; a directory that is named is kept and used again.</summary>
internal static class SearchMeasurement
{
    private const int SearchesPerKind = 2_000;
    private const int HitsMax = 50;
    private const int Chunk = 4_000;

    private static readonly UserId s_caller = new(1);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var users = arguments is [var count, ..] ? int.Parse(count) : 1_000_000;
        var kept = arguments is [_, var folder, ..] ? folder : null;
        await using var harness = new SqliteHarness(kept);
        await harness.OpenAsync();
        var started = Stopwatch.GetTimestamp();
        for (var next = await FirstMissingAsync(harness.Accounts, users); next <= users; next += Chunk)
            await Task.WhenAll(Enumerable.Range(next, Math.Min(Chunk, users - next + 1)).Select(id => harness.Accounts.TryRegisterAsync(new NewAccount(AccountOf(id), "hash"))));
        var bytes = new DirectoryInfo(harness.Options.DataDirectory).EnumerateFiles().Sum(static file => file.Length);
        Console.WriteLine($"{users:n0} users in {Stopwatch.GetElapsedTime(started).TotalSeconds:n0} s, {bytes >> 20} MB on disk");

        Console.WriteLine("keyword                | p50 ms | p99 ms | max ms |  hits");
        var all = new List<double>();
        foreach (var (kind, keyword) in Kinds(users)) all.AddRange(await MeasureAsync(harness.Accounts, kind, keyword));
        Print("all", all, 0);
        return 0;
    }

    private static IEnumerable<(string Kind, Func<Random, string> Keyword)> Kinds(int users)
    {
        string Name(Random random) => MeasuredNames.Of(random.Next(1, users + 1));
        yield return ("one character", random => Part(random, Name(random), 1));
        yield return ("two characters", random => Part(random, Name(random), 2));
        yield return ("three characters", random => Part(random, Name(random), 3));
        yield return ("four to six", random => Part(random, Name(random), random.Next(4, 7)));
        yield return ("a whole name", Name);
        yield return ("common, in no name", random => Part(random, Name(random), 3) + Part(random, Name(random), 3));
        yield return ("long, of common parts", static _ => string.Concat(Enumerable.Repeat("zhangwang", 3))[..20]);
        yield return ("nothing like it", random => $"{random.Next():x8}");
    }

    private static string Part(Random random, string name, int length) =>
        name.Length <= length ? name : name.Substring(random.Next(name.Length - length + 1), length);

    private static async Task<List<double>> MeasureAsync(IAccountStore accounts, string kind, Func<Random, string> keyword)
    {
        var random = new Random(7);
        var milliseconds = new List<double>(SearchesPerKind);
        var hits = 0L;
        for (var i = 0; i < SearchesPerKind; i++)
        {
            var asked = keyword(random);
            var started = Stopwatch.GetTimestamp();
            hits += (await accounts.SearchAsync(asked, s_caller, HitsMax, CancellationToken.None)).Count;
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Print(kind, milliseconds, hits / (double)SearchesPerKind);
        return milliseconds;
    }

    private static void Print(string kind, List<double> milliseconds, double hits)
    {
        milliseconds.Sort();
        Console.WriteLine(
            $"{kind,-22} | {milliseconds[milliseconds.Count / 2],6:n2} | {milliseconds[(int)(milliseconds.Count * 0.99)],6:n2} | {milliseconds[^1],6:n2} | {hits,5:n1}");
    }

    private static async Task<int> FirstMissingAsync(IAccountStore accounts, int users)
    {
        var (low, high) = (1, users + 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (await accounts.FindAsync(new UserId(middle), CancellationToken.None) is null) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private static UserAccount AccountOf(int id) => new() { Id = new UserId(id), Uuid = Guid.NewGuid(), Username = MeasuredNames.Of(id), Avatar = "/a.png" };
}
