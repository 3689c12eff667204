using OrleansChat.Hosting;

// A silo of its own belongs to a cluster, and a cluster needs the engine that can be one.
Console.Error.WriteLine($"""
    This build runs on {ChatEngine.Name}, which lives in one process with the web frontend.
    Start the server with: dotnet run --project WebFrontend -c Release
    """);
return 2;
