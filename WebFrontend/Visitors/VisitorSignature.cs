using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OrleansChat.Visitors;

/// <summary>The signature of contract.md 6.3: SHA-256 over device, salt and time, as lower-case hex.</summary>
internal sealed class VisitorSignature(IOptions<SignatureOptions> options)
{
    /// <summary>The signature that a client sends.</summary>
    public string Of(string deviceId, long timestamp) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"deviceId={deviceId}&salt={options.Value.Salt}&timestamp={timestamp}APP_SECRET")));

    /// <summary>Whether the signature is right; the time of the answer does not tell how much of it is.</summary>
    public bool Fits(string signature, string deviceId, long timestamp) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Of(deviceId, timestamp)));
}
