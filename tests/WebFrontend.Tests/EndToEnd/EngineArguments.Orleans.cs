using System.Net;
using System.Net.Sockets;

namespace OrleansChat.Tests.EndToEnd;

/// <summary>What a second server in this process needs so that it does not collide with the first: ports of its own for its silo.</summary>
internal static class EngineArguments
{
    public static string[] Fresh()
    {
        using var silo = Listen();
        using var gateway = Listen();
        return [$"--Chat:Orleans:SiloPort={PortOf(silo)}", $"--Chat:Orleans:GatewayPort={PortOf(gateway)}"];
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
