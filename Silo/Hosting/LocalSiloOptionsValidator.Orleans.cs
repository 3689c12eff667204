using Microsoft.Extensions.Options;

namespace OrleansChat.Hosting;

/// <summary>Checks the ranges of <see cref="LocalSiloOptions"/> at start.</summary>
[OptionsValidator]
public sealed partial class LocalSiloOptionsValidator : IValidateOptions<LocalSiloOptions>;
