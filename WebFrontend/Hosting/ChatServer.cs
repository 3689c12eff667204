using OrleansChat.Sockets;

namespace OrleansChat.Hosting;

/// <summary>The whole server in one process: the frontend and the grains. The program and the tests build it the same way.</summary>
internal static partial class ChatServer
{
    /// <summary>Builds the server; the caller runs it.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="configure">What a test adds; registered last, so it wins.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ChatServerBuilder.Create(args);

        // First, so that it stops last: what sessions confirm while they end is still written.
        builder.AddChatSilo();
        builder.Services.AddFrontend();
        builder.Services.AddSockets();
        builder.Services.AddSingleton<IReadinessCheck, StoreReadiness>();
        configure?.Invoke(builder);

        var app = builder.Build();
        LogEngine(app.Logger, ChatEngine.Name);
        try
        {
            app.Services.OpenStores();
            app.UseFrontend();
            app.MapSockets();
            return app;
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "OrleansChat on {Engine}")]
    private static partial void LogEngine(ILogger logger, string engine);
}
