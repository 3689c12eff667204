using Microsoft.Extensions.Options;

namespace OrleansChat.Sessions;

/// <summary>Checks the ranges of <see cref="ChatSessionOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class ChatSessionOptionsValidator : IValidateOptions<ChatSessionOptions>;
