using OrleansChat.Users;

namespace OrleansChat.Tests.Grains;

/// <summary>Grain methods and serialized members are a contract between two versions. After a deliberate change write the file anew by running
/// this test with the environment variable WRITE_GOLDEN=1, and read what it marked RETIRED.</summary>
public sealed class GoldenFileTests
{
    private const string GoldenPath = "Grains.Interfaces/Contracts.golden.txt";

    [Fact]
    public void The_golden_file_is_exactly_what_silos_say_to_each_other()
    {
        var path = Path.Combine(Repository.Root, GoldenPath);
        var golden = File.Exists(path) ? File.ReadAllLines(path) : [];
        var actual = ContractLines.Of(typeof(IUserGrain).Assembly).ToArray();
        if (Environment.GetEnvironmentVariable("WRITE_GOLDEN") == "1")
        {
            golden = [.. GoldenFile.Renew(golden, actual)];
            File.WriteAllText(path, string.Join('\n', golden) + "\n");
        }

        Assert.Empty(GoldenFile.Compare(golden, actual));
    }

    [Theory]
    [InlineData("grain a/x: Task IA.X()\ngrain a/y: Task IA.Y()", "Not in the golden file: grain a/y: Task IA.Y()")]
    [InlineData("", "Gone or changed, and not marked RETIRED: grain a/x: Task IA.X()")]
    [InlineData("grain a/x: Task<Int32> IA.X()", "Not in the golden file: grain a/x: Task<Int32> IA.X()")]
    [InlineData("grain a/x: Task IA.X()\ngrain a/old: Task IA.New()", "Used again after it was retired: grain a/old: Task IA.New()")]
    public void A_change_is_named(string actual, string expected)
    {
        string[] golden = ["grain a/x: Task IA.X()", "RETIRED grain a/old: Task IA.Old()"];
        Assert.Contains(expected, GoldenFile.Compare(golden, actual.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void What_is_gone_stays_in_the_file_and_keeps_its_mark()
    {
        string[] golden = ["grain a/x: Task IA.X()", "RETIRED grain a/old: Task IA.Old()"];
        string[] renewed = [.. GoldenFile.Renew(golden, ["grain a/y: Task IA.Y()"])];
        Assert.Equal(["RETIRED grain a/old: Task IA.Old()", "RETIRED grain a/x: Task IA.X()", "grain a/y: Task IA.Y()"], renewed);
        Assert.Empty(GoldenFile.Compare(renewed, ["grain a/y: Task IA.Y()"]));
    }
}
