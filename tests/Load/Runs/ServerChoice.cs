using System.Net;
using System.Net.Sockets;
using OrleansChat.Load.Server;

namespace OrleansChat.Load.Runs;

/// <summary>Which server a run works on: one it starts in a fresh folder and on a free port, or one that runs already.</summary>
internal sealed class ServerChoice : IAsyncDisposable
{
    private readonly string? _folder;

    private ServerChoice(IServerUnderTest server, string? folder)
    {
        Server = server;
        _folder = folder;
    }

    public IServerUnderTest Server { get; }

    /// <summary>Options: <c>--server-dir</c>, or <c>--server</c> with a command line; with neither, <c>--url</c> names a running one.</summary>
    public static ServerChoice From(Arguments arguments, double hintLoss)
    {
        var url = arguments.Text("url") is { } text ? new Uri(text) : null;
        var directory = arguments.Text("server-dir");
        var line = arguments.Text("server");
        var data = arguments.Text("data");
        var processId = arguments.Int("pid", 0, 0, int.MaxValue);
        if (url is { IsLoopback: false })
            throw new UsageException("Only a server on this machine is ever loaded.");
        if (directory is null && line is null)
        {
            return url is null
                ? throw new UsageException("Name a server: --server-dir DIR, --server \"COMMAND\", or --url of one that runs.")
                : new ServerChoice(new RunningServer(url, processId == 0 ? null : processId), folder: null);
        }

        var address = url ?? new Uri($"http://127.0.0.1:{FreePort()}/");
        var folder = data is null ? Directory.CreateTempSubdirectory("chat-load-").FullName : null;
        var command = directory is not null
            ? ServerCommand.Published(directory, address, Path.GetFullPath(data ?? folder!), hintLoss)
            : ServerCommand.Custom(line!, address, Path.GetFullPath(data ?? folder!), hintLoss);
        return new ServerChoice(new ServerProcess(command, address), folder);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }
}
