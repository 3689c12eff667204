namespace OrleansChat.Hosting;

/// <summary>Registers the limits of requests.</summary>
internal static class RequestLimitsRegistration
{
    /// <summary>Adds the limits.</summary>
    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.AddChatOptions<LimitsOptions, LimitsOptionsValidator>("Chat:Limits");
        services.AddSingleton<RequestLimits>();
        return services;
    }

    /// <summary>Limits what one address may ask, whoever it is. The limit per user is part of the callers' check.</summary>
    public static IApplicationBuilder UseAddressLimit(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        var limits = context.RequestServices.GetRequiredService<RequestLimits>();
        if (limits.TryTake(context))
            await next(context);
        else
            await RequestLimits.Refusal.ExecuteAsync(context);
    });

    /// <summary>Limits registrations and logins per address.</summary>
    public static RouteHandlerBuilder LimitAccountRequests(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(static async (invocation, next) =>
        invocation.HttpContext.RequestServices.GetRequiredService<RequestLimits>().TryTakeAccountRequest(invocation.HttpContext)
            ? await next(invocation)
            : RequestLimits.Refusal);
}
