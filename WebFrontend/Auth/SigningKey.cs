using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrleansChat.Hosting;

namespace OrleansChat.Auth;

/// <summary>The secret that signs tokens: configured, or made once and kept in the data folder with owner-only rights.</summary>
internal sealed class SigningKey
{
    /// <summary>The key's file in the data folder.</summary>
    public const string FileName = "signing.key";

    /// <summary>The shortest key that HS256 allows, and the length of one that is made here.</summary>
    public const int BytesMin = 32;

    /// <summary>Takes the configured key, or loads or makes the one in the data folder.</summary>
    public SigningKey(IOptions<TokenOptions> options, IOptions<DataOptions> data)
        : this(options.Value.SigningKey is { Length: > 0 } configured ? Parse(configured) : LoadOrMake(data.Value.DataDirectory))
    {
    }

    /// <summary>Takes these bytes.</summary>
    public SigningKey(byte[] bytes) => Bytes = bytes;

    /// <summary>The secret. Never logged, never part of any text.</summary>
    public byte[] Bytes { get; }

    private static byte[] Parse(string configured)
    {
        var bytes = new byte[configured.Length];
        if (!Convert.TryFromBase64String(configured, bytes, out var length) || length < BytesMin)
            throw new SettingsException($"Chat:SigningKey must be base64 of at least {BytesMin} bytes.");
        return bytes[..length];
    }

    private static byte[] LoadOrMake(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) Make(path);
        var bytes = File.ReadAllBytes(path);
        return bytes.Length >= BytesMin ? bytes : throw new SettingsException(
            $"{path} holds {bytes.Length} bytes instead of at least {BytesMin}. Restore it from a backup; without it every token is invalid. Delete it to log everybody out.");
    }

    // Complete or absent: the bytes are on disk before the name is. The process holds the data folder by now, so nobody else makes one.
    private static void Make(string path)
    {
        var temporary = path + ".tmp";
        using (var file = new FileStream(temporary, OwnerOnly(FileMode.Create)))
        {
            file.Write(RandomNumberGenerator.GetBytes(BytesMin));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path);
    }

    private static FileStreamOptions OwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
