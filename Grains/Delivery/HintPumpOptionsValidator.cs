using Microsoft.Extensions.Options;

namespace OrleansChat.Delivery;

/// <summary>Checks the ranges of <see cref="HintPumpOptions"/> at start.</summary>
[OptionsValidator]
public sealed partial class HintPumpOptionsValidator : IValidateOptions<HintPumpOptions>;
