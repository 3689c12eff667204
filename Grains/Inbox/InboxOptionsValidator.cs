using Microsoft.Extensions.Options;

namespace OrleansChat.Inbox;

/// <summary>Checks the ranges of <see cref="InboxOptions"/> at start.</summary>
[OptionsValidator]
public sealed partial class InboxOptionsValidator : IValidateOptions<InboxOptions>;
