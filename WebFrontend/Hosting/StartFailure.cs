using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using OrleansChat.Storage.Sqlite;

namespace OrleansChat.Hosting;

/// <summary>Tells a wrong setting, a taken folder or a taken address in one line instead of a stack trace.</summary>
internal static class StartFailure
{
    /// <summary>The exit code of a server that its settings kept from starting.</summary>
    public const int ExitCode = 2;

    /// <summary>Runs the server; returns the program's exit code.</summary>
    public static async Task<int> RunAsync(Func<Task> server)
    {
        try
        {
            await server();
            return 0;
        }
        catch (Exception exception) when (Explain(exception) is { } explanation)
        {
            await Console.Error.WriteLineAsync($"OrleansChat does not start: {explanation}");
            return ExitCode;
        }
    }

    /// <summary>What to change, or null when it is not a matter of settings.</summary>
    internal static string? Explain(Exception exception) => exception switch
    {
        SettingsException => exception.Message,
        OptionsValidationException wrong => string.Join(" ", wrong.Failures),
        DataDirectoryInUseException or InvalidDataException => exception.Message,
        IOException { InnerException: AddressInUseException } => exception.Message + " Choose another one with --urls.",
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => exception.Message,
        _ => null,
    };
}
