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
    public async Task Every_section_of_the_configuration_can_be_set()
    {
        await using var server = await ServerUnderTest.StartAsync(options:
        [
            "--Chat:Store:ReadersMax=2", "--Chat:Inbox:AppsMax=4", "--Chat:Hints:BatchMax=10", "--Chat:Delivery:RingFramesMax=10",
            "--Chat:Session:SocketsMax=10", "--Chat:Messages:DataBytesMax=1000", "--Chat:Limits:ConnectionsMax=100", "--Chat:TokenDays=1",
        ]);
        using var health = await server.Http.GetAsync("/healthz");
        Assert.Equal(200, (int)health.StatusCode);
    }

    [Theory]
    [InlineData("--Chat:Store:Readers=2", "Chat:Store:Readers")]
    [InlineData("--Chat:Inbx:AppsMax=2", "Chat:Inbx")]
    public void A_misspelt_key_stops_the_start_and_is_named(string option, string named)
    {
        var folder = Directory.CreateTempSubdirectory("orleanschat-").FullName;
        try
        {
            var refused = Assert.ThrowsAny<Exception>(() => { ChatServer.Build(["--urls=http://127.0.0.1:0", $"--Chat:DataDirectory={folder}", option, .. EngineArguments.Fresh()]); });
            Assert.Contains(named, StartFailure.Explain(refused), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
