using Orleans;
using OrleansChat.Accounts;
using OrleansChat.Auth;
using OrleansChat.Http;
using OrleansChat.Messages;
using OrleansChat.Users;
using OrleansChat.Visitors;

namespace OrleansChat.Hosting;

/// <summary>The features of the frontend, in one list for the program and its tests.</summary>
internal static class Frontend
{
    /// <summary>Adds the features' services. Whoever calls it also adds an <see cref="IGrainFactory"/>.</summary>
    public static IServiceCollection AddFrontend(this IServiceCollection services)
    {
        services.AddSingleton<ChatMetrics>();
        services.AddHostedService<TelemetryExport>();
        services.AddAnyOrigin();
        services.AddRequestLimits();
        services.AddCallers();
        services.AddAccounts();
        services.AddVisitors();
        services.AddMessages();
        return services;
    }

    /// <summary>Puts the features into the pipeline. What is misconfigured fails here, before the first connection.</summary>
    public static WebApplication UseFrontend(this WebApplication app)
    {
        app.Services.RequireKnownKeys();
        app.Services.GetRequiredService<ChatTokens>();
        app.Services.GetRequiredService<VisitorWhitelist>();

        app.UseTrustedProxies();
        app.UseMiddleware<EnvelopeMiddleware>();
        app.UseCors();
        app.UseAddressLimit();
        app.UseBundledFiles();
        app.UseRouting();
        app.UseCallers();

        app.MapHealth();
        app.MapAccounts();
        app.MapVisitors();
        app.MapOwnAccount();
        app.MapUsers();
        app.MapProfile();
        app.MapUserset();
        app.MapMessages();
        return app;
    }
}
