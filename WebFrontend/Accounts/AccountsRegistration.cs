using OrleansChat.Hosting;

namespace OrleansChat.Accounts;

/// <summary>Registers accounts.</summary>
internal static class AccountsRegistration
{
    /// <summary>Adds passwords, logins and the login object.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddChatOptions<AccountOptions, AccountOptionsValidator>("Chat");
        services.AddSingleton<Passwords>();
        services.AddSingleton<LoginAnswer>();
        services.AddSingleton<Logins>();
        return services;
    }
}
