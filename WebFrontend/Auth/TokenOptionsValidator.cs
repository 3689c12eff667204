using Microsoft.Extensions.Options;

namespace OrleansChat.Auth;

/// <summary>Checks <see cref="TokenOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class TokenOptionsValidator : IValidateOptions<TokenOptions>;
