namespace OrleansChat.Tests.Tree;

/// <summary>The lint over all C# sources.</summary>
public sealed class TidyTests
{
    // Waits that were there before the rule. The numbers may only fall.
    private static readonly Dictionary<string, int> s_waitsBefore = new(StringComparer.Ordinal)
    {
        ["tests/Engine.Conformance/Grains/CallGrain.cs"] = 1,
        ["tests/Engine.Conformance/Grains/ChainGrain.cs"] = 1,
        ["tests/Engine.Conformance/Grains/RecordingObserver.cs"] = 1,
        ["tests/Engine.Conformance/Shared/Eventually.cs"] = 2,
        ["tests/Engine.Conformance/Shared/Probe.cs"] = 1,
        ["tests/Load.Tests/Fakes/FakeSession.cs"] = 1,
        ["tests/WebFrontend.Tests/Sockets/WebSockets/EchoSession.cs"] = 1,
    };

    [Fact]
    public void The_tree_is_tidy()
    {
        var files = Repository.CSharpFiles().ToList();
        Assert.True(files.Count > 200, "the files are found");
        AssertNone(files.SelectMany(path => Tidy.Faults(path, Repository.Read(path))));
    }

    [Fact]
    public void Tests_wait_for_signals_and_not_for_time() => AssertNone(Repository.CSharpFiles("tests").SelectMany(static path =>
    {
        var waits = Tidy.Waits(path, Repository.Read(path)).ToList();
        return waits.Count <= s_waitsBefore.GetValueOrDefault(path) ? [] : waits;
    }));

    [Theory]
    [InlineData("Grains/A.cs", "    #reg|ion Methods")]
    [InlineData("tests/X/A.cs", "#reg|ion")]
    [InlineData("WebFrontend/A.cs", "    // TO|DO later")]
    [InlineData("Grains/A.cs", "#i|f DEBUG")]
    [InlineData("Grains.Interfaces/A.cs", "  #i|f ORLEANS")]
    [InlineData("Grains/A.cs", "var now = DateTime.Utc|Now;")]
    [InlineData("Grains/A.cs", "var now = DateTimeOffset.Utc|Now;")]
    [InlineData("Grains/A.cs", "var now = DateTime.N|ow;")]
    [InlineData("Grains/A.cs", "[Reen|trant]")]
    [InlineData("Grains/A.cs", "[Alias, Reen|trant]")]
    [InlineData("tests/X/A.cs", "        await Task.De|lay(20);")]
    [InlineData("tests/X/A.cs", "        Thread.Sl|eep(20);")]
    public void A_planted_fault_is_found(string path, string line) =>
        Assert.Single(FaultsOf(path, line));

    [Theory]
    [InlineData("WebFrontend/A.cs", "#i|f DEBUG")]
    [InlineData("WebFrontend/A.cs", "var now = DateTime.Utc|Now;")]
    [InlineData("Grains/A.cs", "    [AlwaysInterleave] // not Reen|trant")]
    [InlineData("Grains/A.cs", "        await Task.De|lay(wait, clock);")]
    [InlineData("tests/X/A.cs", "        await Task.De|lay(wait, simulation.Clock);")]
    [InlineData("tests/X/A.cs", "        await Task.De|lay(Timeout.Infinite, ending);")]
    [InlineData("tests/Load/A.cs", "        await Task.De|lay(20);")]
    [InlineData("tests/X/A.cs", "        await Task.De|lay(20); // the process that is watched gives no signal")]
    [InlineData("tests/X/A.cs", "        // The process that is watched gives no signal.\n        await Task.De|lay(20);")]
    public void What_is_allowed_is_not_reported(string path, string line) =>
        Assert.Empty(FaultsOf(path, line));

    [Fact]
    public void A_product_file_that_is_too_long_is_found_and_a_test_is_not()
    {
        var tooLong = string.Concat(Enumerable.Repeat("// line\n", 401));
        Assert.Single(Tidy.Faults("Grains/A.cs", tooLong));
        Assert.Empty(Tidy.Faults("Grains/A.cs", tooLong[8..]));
        Assert.Empty(Tidy.Faults("tests/X/A.cs", tooLong));
    }

    private static IEnumerable<string> FaultsOf(string path, string line)
    {
        var source = $"namespace A;\n{line.Replace("|", "")}\n";
        return Tidy.Faults(path, source).Concat(Tidy.Waits(path, source));
    }

    private static void AssertNone(IEnumerable<string> faults)
    {
        if (string.Join('\n', faults) is { Length: > 0 } all) Assert.Fail(all);
    }
}
