using Microsoft.Extensions.Options;

namespace OrleansChat.Visitors;

/// <summary>Checks <see cref="SignatureOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class SignatureOptionsValidator : IValidateOptions<SignatureOptions>;
