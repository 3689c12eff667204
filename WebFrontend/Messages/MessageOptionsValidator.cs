using Microsoft.Extensions.Options;

namespace OrleansChat.Messages;

/// <summary>Checks <see cref="MessageOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class MessageOptionsValidator : IValidateOptions<MessageOptions>;
