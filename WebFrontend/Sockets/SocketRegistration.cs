using Microsoft.Extensions.Options;
using OrleansChat.Delivery;
using OrleansChat.Hosting;
using OrleansChat.Sessions;

namespace OrleansChat.Sockets;

/// <summary>Registers sockets, sessions and delivery.</summary>
internal static class SocketRegistration
{
    /// <summary>Adds the socket endpoint and everything behind it.</summary>
    public static IServiceCollection AddSockets(this IServiceCollection services)
    {
        services.AddChatOptions<ChatSessionOptions, ChatSessionOptionsValidator>("Chat:Session");
        services.AddChatOptions<DeliveryOptions, DeliveryOptionsValidator>("Chat:Delivery");
        services.AddChatOptions<FaultOptions, FaultOptionsValidator>("Chat:Faults");

        services.AddSingleton<FrontendIdentity>();
        services.AddSingleton<ILogReader, GrainLogReader>();
        services.AddSingleton<LogFeeds>();
        services.AddSingleton<HeadsPoller>();
        services.AddSingleton<FrontendControl>();
        services.AddSingleton<FrontendPresence>();

        services.AddSingleton<SessionHub>();
        services.AddSingleton<SessionLog>();
        services.AddSingleton<SessionParts>();
        services.AddSingleton(provider => new ConfirmQueue(
            provider.GetRequiredService<TimeProvider>(),
            TimeSpan.FromMilliseconds(provider.GetRequiredService<IOptions<ChatSessionOptions>>().Value.ConfirmMilliseconds)));
        services.AddSingleton<SessionClock>();
        services.AddSingleton<SessionFactory>();

        services.AddSingleton<SocketLog>();
        services.AddSingleton<SocketLimits>();
        services.AddSingleton<SocketCounter>();
        services.AddSingleton<SocketEndpoint>();

        services.AddHostedService(provider => provider.GetRequiredService<FrontendPresence>());
        services.AddHostedService(provider => provider.GetRequiredService<SessionClock>());
        services.AddHostedService<SocketStop>();
        return services;
    }

    /// <summary>Maps <c>/ws</c>: GET for HTTP/1.1, CONNECT for HTTP/2.</summary>
    public static void MapSockets(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/ws", ["GET", "CONNECT"], static (HttpContext context, SocketEndpoint endpoint) => endpoint.HandleAsync(context))
            .ExcludeFromDescription();
}
