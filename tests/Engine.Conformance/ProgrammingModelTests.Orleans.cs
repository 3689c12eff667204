using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansChat.Tests.Engine;

/// <summary>Every line of the golden list must exist in the real assemblies, so that grain code written against the list compiles on both.</summary>
public sealed class ProgrammingModelTests
{
    [Fact]
    public void Every_line_of_the_golden_list_exists_in_the_real_assemblies()
    {
        Assembly[] assemblies = [typeof(Grain).Assembly, typeof(IGrainStorage).Assembly, typeof(IPersistentState<>).Assembly, typeof(IdAttribute).Assembly];
        var known = assemblies.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.Namespace is "Orleans" or "Orleans.Runtime" or "Orleans.Core" or "Orleans.Concurrency" or "Orleans.Storage")
            .SelectMany(type => ProgrammingModel.Describe(type, inherited: true))
            .ToHashSet(StringComparer.Ordinal);
        var missing = File.ReadAllLines(SourcePath()).Where(line => !known.Contains(line)).ToArray();
        Assert.True(missing.Length == 0, $"Not in the real assemblies:\n{string.Join('\n', missing)}");
    }

    private static string SourcePath([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../Orleans.Embedded/ProgrammingModel.golden.txt"));
}
