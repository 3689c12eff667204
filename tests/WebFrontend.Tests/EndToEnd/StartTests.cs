using OrleansChat.Hosting;
using OrleansChat.Storage.Sqlite;

namespace OrleansChat.Tests.EndToEnd;

/// <summary>What a start makes, and what refuses it.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task The_data_folder_and_the_signing_key_are_the_owner_s_alone()
    {
        await using var server = await ServerUnderTest.StartAsync();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(server.Data));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.Data, "signing.key")));
        }
        else
        {
            Assert.Skip("Windows has no such rights");
        }
    }

    [Fact]
    public async Task A_folder_that_another_server_has_open_refuses_the_start_in_one_line_that_names_it()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var refused = Assert.Throws<DataDirectoryInUseException>(() => { ChatServer.Build(["--urls=http://127.0.0.1:0", $"--Chat:DataDirectory={server.Data}", .. EngineArguments.Fresh()]); });
        var explanation = StartFailure.Explain(refused);
        Assert.Contains(server.Data, explanation, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', explanation!);
    }

    [Fact]
    public async Task The_server_is_ready_when_a_row_can_be_made_durable()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var health = await server.Http.GetAsync("/healthz");
        Assert.Equal(200, (int)health.StatusCode);
        using var ready = await server.Http.GetAsync("/readyz");
        Assert.Equal(200, (int)ready.StatusCode);
    }
}
