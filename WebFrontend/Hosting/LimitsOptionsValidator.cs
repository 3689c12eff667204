using Microsoft.Extensions.Options;

namespace OrleansChat.Hosting;

/// <summary>Checks <see cref="LimitsOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class LimitsOptionsValidator : IValidateOptions<LimitsOptions>;
