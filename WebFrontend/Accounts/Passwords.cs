using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OrleansChat.Accounts;

/// <summary>
/// Makes and checks password hashes: PBKDF2, and the plain SHA-256 of old rows (contract.md (b) 1). Every check costs one PBKDF2,
/// also for a name that nobody has, a guest and an old row, so that its time tells nothing.
/// </summary>
internal sealed class Passwords : IDisposable
{
    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> _hasher;
    private readonly PasswordWorkers _workers;
    private readonly string _decoy;

    /// <summary>With as many rounds and waiting places as configured.</summary>
    public Passwords(IOptions<AccountOptions> options)
    {
        _hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.PasswordIterations }));
        _workers = new PasswordWorkers(Environment.ProcessorCount, options.Value.PasswordQueueMax);
        _decoy = _hasher.HashPassword(Nobody, Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));
    }

    /// <summary>A new hash, or null when too many wait already.</summary>
    public Task<string?> HashAsync(string password, CancellationToken cancellationToken) =>
        _workers.RunAsync<string?>(() => _hasher.HashPassword(Nobody, password), null, cancellationToken);

    /// <summary>Whether the password fits; null when too many wait already. A null hash fits nothing, in the same time.</summary>
    public Task<PasswordFit?> CheckAsync(string? hash, string password, CancellationToken cancellationToken) =>
        _workers.RunAsync<PasswordFit?>(() => Check(hash, password), null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _workers.Dispose();

    private PasswordFit Check(string? hash, string password)
    {
        var isOurs = hash is not null && !IsLegacy(hash);
        var result = Verify(isOurs ? hash! : _decoy, password);
        if (isOurs) return result;
        return hash is not null && FitsLegacy(hash, password) ? PasswordFit.YesButOld : PasswordFit.No;
    }

    private PasswordFit Verify(string hash, string password)
    {
        try
        {
            return _hasher.VerifyHashedPassword(Nobody, hash, password) switch
            {
                PasswordVerificationResult.Success => PasswordFit.Yes,
                PasswordVerificationResult.SuccessRehashNeeded => PasswordFit.YesButOld,
                _ => PasswordFit.No,
            };
        }
        catch (FormatException)
        {
            // A damaged row fits no password; its owner asks for help, the server goes on.
            return PasswordFit.No;
        }
    }

    private static bool IsLegacy(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigit);

    private static bool FitsLegacy(string hash, string password)
    {
        Span<byte> actual = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(password), actual);
        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(hash), actual);
    }
}
