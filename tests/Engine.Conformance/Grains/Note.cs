using Orleans;

namespace OrleansChat.Tests.Engine;

/// <summary>A message that may change, so that sharing it would be seen.</summary>
[GenerateSerializer, Alias("test.note")]
public sealed class Note
{
    [Id(0)]
    public string Text { get; set; } = "";

    [Id(1)]
    public List<int> Numbers { get; set; } = [];

    [Id(2)]
    public Note? Inner { get; set; }
}
