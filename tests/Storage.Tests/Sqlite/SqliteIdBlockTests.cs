using OrleansChat.Tests.Storage.Conformance;

namespace OrleansChat.Tests.Storage.Sqlite;

public sealed class SqliteIdBlockTests : IdBlockStoreConformance
{
    private protected override StoreHarness CreateHarness() => new SqliteHarness();
}
