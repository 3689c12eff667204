using Orleans;
using OrleansChat.Hosting;

namespace OrleansChat.Auth;

/// <summary>Registers tokens and callers.</summary>
internal static class AuthRegistration
{
    /// <summary>Adds tokens, the cache of callers and the checks of requests and sockets.</summary>
    public static IServiceCollection AddCallers(this IServiceCollection services)
    {
        services.AddChatOptions<TokenOptions, TokenOptionsValidator>("Chat");
        services.AddChatOptions<VisitorOptions>("Chat:Visitors");
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SigningKey>(provider));
        services.AddSingleton<ChatTokens>();
        services.AddSingleton(provider => new CallerCache(provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CallerCheck>();
        services.AddSingleton<SocketAuthentication>();
        services.AddSingleton<VisitorWhitelist>();
        return services;
    }

    /// <summary>Checks the callers of <c>/api/chat</c>; after routing, before the endpoints.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app) => app.UseMiddleware<CallerMiddleware>();
}
