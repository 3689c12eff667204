using System.Runtime.CompilerServices;
using Orleans;

namespace OrleansChat.Tests.Engine;

/// <summary>The golden list is what the embedded engine has, line for line. After a deliberate change write it anew by running this test
/// with the environment variable WRITE_GOLDEN=1, then run the suite with Engine=Orleans.</summary>
public sealed class ProgrammingModelTests
{
    [Fact]
    public void The_golden_list_is_exactly_what_grain_code_may_use()
    {
        var lines = typeof(Grain).Assembly.GetExportedTypes()
            .Where(type => type.Namespace != "Orleans.Embedded")
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => ProgrammingModel.Describe(type, inherited: false).Take(1)
                .Concat(ProgrammingModel.Describe(type, inherited: false).Skip(1).Order(StringComparer.Ordinal)))
            .ToArray();
        if (Environment.GetEnvironmentVariable("WRITE_GOLDEN") == "1") File.WriteAllText(SourcePath(), string.Join('\n', lines) + "\n");
        Assert.Equal(File.ReadAllLines(SourcePath()), lines);
    }

    private static string SourcePath([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../Orleans.Embedded/ProgrammingModel.golden.txt"));
}
