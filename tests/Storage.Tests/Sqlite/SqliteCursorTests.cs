using OrleansChat.Tests.Storage.Conformance;

namespace OrleansChat.Tests.Storage.Sqlite;

public sealed class SqliteCursorTests : CursorStoreConformance
{
    private protected override StoreHarness CreateHarness() => new SqliteHarness();
}
