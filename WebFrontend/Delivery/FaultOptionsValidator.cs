using Microsoft.Extensions.Options;

namespace OrleansChat.Delivery;

/// <summary>Checks the ranges of <see cref="FaultOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class FaultOptionsValidator : IValidateOptions<FaultOptions>;
