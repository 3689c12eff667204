using OrleansChat.Tests.Storage.Conformance;

namespace OrleansChat.Tests.Storage.Sqlite;

public sealed class SqliteAccountTests : AccountStoreConformance
{
    private protected override StoreHarness CreateHarness() => new SqliteHarness();
}
