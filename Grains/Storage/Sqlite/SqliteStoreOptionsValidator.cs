using Microsoft.Extensions.Options;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Refuses to start with an option out of its range; generated from the attributes.</summary>
[OptionsValidator]
internal sealed partial class SqliteStoreOptionsValidator : IValidateOptions<SqliteStoreOptions>;
