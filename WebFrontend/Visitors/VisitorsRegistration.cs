using OrleansChat.Hosting;

namespace OrleansChat.Visitors;

/// <summary>Registers the visitor endpoints' checks.</summary>
internal static class VisitorsRegistration
{
    /// <summary>Adds signature and gate.</summary>
    public static IServiceCollection AddVisitors(this IServiceCollection services)
    {
        services.AddChatOptions<SignatureOptions, SignatureOptionsValidator>("Chat:Visitors");
        services.AddSingleton<VisitorSignature>();
        services.AddSingleton<VisitorGate>();
        return services;
    }
}
