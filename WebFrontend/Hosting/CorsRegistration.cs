namespace OrleansChat.Hosting;

/// <summary>Lets a page of any origin call the API (contract.md 1.6): there are no cookies that such a page could abuse.</summary>
internal static class CorsRegistration
{
    // Chromium caps it at two hours; the client preflights every call otherwise.
    private static readonly TimeSpan PreflightLifetime = TimeSpan.FromHours(2);

    /// <summary>Adds the one policy.</summary>
    public static IServiceCollection AddAnyOrigin(this IServiceCollection services) => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
        .AllowAnyOrigin()
        .WithMethods("GET", "POST", "OPTIONS")
        .WithHeaders("token", "x-security-sign", "content-type")
        .SetPreflightMaxAge(PreflightLifetime)));
}
