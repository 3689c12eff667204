using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrleansChat.Auth;
using OrleansChat.Hosting;

namespace OrleansChat.Tests.Auth;

public sealed class SigningKeyTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("chat-key-").FullName;

    [Fact]
    public void It_is_made_once_and_found_again()
    {
        var data = _directory;
        var first = Load(data);
        Assert.Equal(32, first.Bytes.Length);
        Assert.Equal(first.Bytes, Load(data).Bytes);
        Assert.DoesNotContain(Directory.GetFiles(data), file => file.EndsWith(".tmp", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data, SigningKey.FileName)));
    }

    [Fact]
    public void A_configured_key_leaves_the_folder_alone()
    {
        var bytes = RandomNumberGenerator.GetBytes(40);
        Assert.Equal(bytes, Load(_directory, Convert.ToBase64String(bytes)).Bytes);
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("c2hvcnQ=")]
    [InlineData("!!!")]
    public void A_weak_configured_key_stops_the_start(string key)
    {
        var exception = Assert.Throws<SettingsException>(() => Load(_directory, key));
        Assert.Contains("Chat:SigningKey", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_stops_the_start()
    {
        File.WriteAllBytes(Path.Combine(_directory, SigningKey.FileName), [1, 2, 3]);
        Assert.Throws<SettingsException>(() => Load(_directory));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static SigningKey Load(string directory, string? key = null) =>
        new(Options.Create(new TokenOptions { SigningKey = key }), Options.Create(new DataOptions { DataDirectory = directory }));
}
