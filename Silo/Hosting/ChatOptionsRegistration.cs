using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace OrleansChat.Hosting;

/// <summary>Registers options so that a bad value or a misspelt key stops the start.</summary>
public static class ChatOptionsRegistration
{
    /// <summary>Binds a section of <c>Chat</c>; several types may share one section.</summary>
    public static OptionsBuilder<TOptions> AddChatOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TOptions>(
        this IServiceCollection services, string section)
        where TOptions : class
    {
        var keys = typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite).Select(property => property.Name);
        services.AddChatKeys(section, [.. keys]);
        return services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
    }

    /// <summary>Binds a section of <c>Chat</c> and checks it with a validator.</summary>
    public static OptionsBuilder<TOptions> AddChatOptions<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
        return services.AddChatOptions<TOptions>(section);
    }

    /// <summary>Makes keys known that somebody else reads, such as the silo's composition.</summary>
    public static IServiceCollection AddChatKeys(this IServiceCollection services, string section, params string[] keys) =>
        services.AddSingleton(new ChatKeys(section, keys));
}
