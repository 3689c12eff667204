using OrleansChat.Hosting;

namespace OrleansChat.Messages;

/// <summary>Registers messages.</summary>
internal static class MessagesRegistration
{
    /// <summary>Adds the limits of messages.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddChatOptions<MessageOptions, MessageOptionsValidator>("Chat:Messages");
        return services;
    }
}
