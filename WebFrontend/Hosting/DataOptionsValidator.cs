using Microsoft.Extensions.Options;

namespace OrleansChat.Hosting;

/// <summary>Checks <see cref="DataOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class DataOptionsValidator : IValidateOptions<DataOptions>;
