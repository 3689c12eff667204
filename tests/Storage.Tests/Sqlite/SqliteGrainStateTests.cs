using OrleansChat.Tests.Storage.Conformance;

namespace OrleansChat.Tests.Storage.Sqlite;

public sealed class SqliteGrainStateTests : GrainStorageConformance
{
    private protected override StoreHarness CreateHarness() => new SqliteHarness();
}
