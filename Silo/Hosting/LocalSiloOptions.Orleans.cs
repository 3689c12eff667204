using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Hosting;

/// <summary>The ports of a silo that is a cluster of one (<c>Chat:Orleans</c>); loopback only.</summary>
public sealed class LocalSiloOptions
{
    /// <summary>The port for silos. Default 11,111.</summary>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>The port for clients of the cluster. Default 30,000.</summary>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;
}
