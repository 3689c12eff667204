using Orleans.Embedded;
using OrleansChat.Users;

namespace OrleansChat.Hosting;

/// <summary>The engine of this build: <c>Orleans.Embedded</c>, one process and no service beside it.</summary>
public static class ChatEngine
{
    /// <summary>What the first log line says.</summary>
    public const string Name = "Orleans.Embedded (one process, no cluster)";

    /// <summary>Adds the engine.</summary>
    public static void Add(IHostApplicationBuilder builder) =>
        builder.Services.AddEmbeddedOrleans(static options => options.GrainAssemblies.Add(typeof(UserGrain).Assembly));
}
