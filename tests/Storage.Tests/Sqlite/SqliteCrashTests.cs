using OrleansChat.Tests.Storage.Conformance;

namespace OrleansChat.Tests.Storage.Sqlite;

public sealed class SqliteCrashTests : CrashConformance
{
    private protected override StoreHarness CreateHarness() => new SqliteHarness();
}
