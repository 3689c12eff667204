using System.Net;
using Microsoft.Extensions.Options;

namespace OrleansChat.Hosting;

/// <summary>Whose forwarded headers count. Section <c>Chat</c>.</summary>
internal sealed class ProxyOptions : IValidateOptions<ProxyOptions>
{
    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) of proxies before this server. Default: none, forwarded headers are ignored.</summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>The networks; a single address is a network of one.</summary>
    public IEnumerable<IPNetwork> Networks() => TrustedProxies.Select(text => TryParse(text, out var network) ? network : throw new FormatException(text));

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ProxyOptions options) =>
        options.TrustedProxies.FirstOrDefault(text => !TryParse(text, out _)) is { } wrong
            ? ValidateOptionsResult.Fail($"Chat:TrustedProxies: '{wrong}' is neither an address nor a network.")
            : ValidateOptionsResult.Success;

    private static bool TryParse(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
