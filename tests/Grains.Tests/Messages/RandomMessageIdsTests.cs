using OrleansChat.Messages;

namespace OrleansChat.Tests.Messages;

public sealed class RandomMessageIdsTests
{
    [Fact]
    public void Ids_are_uuids_of_version_4_and_differ()
    {
        var ids = Enumerable.Range(0, 1_000).Select(_ => new RandomMessageIds().Next()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, static id => Assert.Equal(4, id.Version));
    }
}
