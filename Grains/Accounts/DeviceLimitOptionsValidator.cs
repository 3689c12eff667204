using Microsoft.Extensions.Options;

namespace OrleansChat.Accounts;

/// <summary>Checks the ranges of <see cref="DeviceLimitOptions"/> at start.</summary>
[OptionsValidator]
public sealed partial class DeviceLimitOptionsValidator : IValidateOptions<DeviceLimitOptions>;
