using OrleansChat.Tests.Storage.Conformance;

namespace OrleansChat.Tests.Storage.Sqlite;

public sealed class SqliteLogTests : LogStoreConformance
{
    private protected override StoreHarness CreateHarness() => new SqliteHarness();
}
