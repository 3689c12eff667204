using System.Text.Json;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>Interoperation with the npm package <c>ws</c>; the script is <c>Interop/client.mjs</c>.</summary>
public sealed class NodeClientTests(InteropHost host) : IClassFixture<InteropHost>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Interop");
    private static readonly SemaphoreSlim Installing = new(1, 1);

    [Theory]
    [InlineData("ws")]
    [InlineData("wss")]
    public async Task Everything_that_ws_says_and_hears_is_as_agreed(string scheme)
    {
        await InstallAsync();
        var url = scheme == "ws" ? $"ws://127.0.0.1:{host.HttpPort}/ws" : $"wss://127.0.0.1:{host.HttpsPort}/ws";
        var run = (await ProgramRun.TryAsync("node", Folder, "client.mjs", url))!.Value;
        Assert.True(run.ExitCode == 0, run.Errors);
        using var seen = JsonDocument.Parse(run.Output);
        var root = seen.RootElement;

        Assert.Equal("", Text("extensions"));
        Assert.All(root.GetProperty("echo").EnumerateArray(), isEqual => Assert.True(isEqual.GetBoolean()));
        Assert.Equal("as text", Text("binary"));
        Assert.Equal("in ☃ pieces", Text("fragments"));
        Assert.Equal("000102ff", Text("pong"));
        var inOrder = string.Join(',', Enumerable.Range(0, 10).Select(i => $"n-{i}"));
        Assert.Equal("pongs " + inOrder, root.GetProperty("serverPings").GetProperty("told").GetString());
        Assert.Equal(inOrder, root.GetProperty("serverPings").GetProperty("seen").GetString());
        Assert.Equal("in order", Text("burst"));
        Assert.Equal(1006, Code("abort"));
        Assert.Equal(1005, Code("close"));
        Assert.Equal(4001, Code("closeWithCode"));
        Assert.Equal(4321, Code("clientClose"));
        Assert.Equal(1005, Code("clientCloseWithoutCode"));

        string? Text(string name) => root.GetProperty(name).GetString();
        int Code(string name) => root.GetProperty(name).GetInt32();
    }

    private static async Task InstallAsync()
    {
        await Installing.WaitAsync();
        try
        {
            if (await ProgramRun.TryAsync("node", Folder, "--version") is null) Assert.Skip("node is not installed");
            if (Directory.Exists(Path.Combine(Folder, "node_modules", "ws"))) return;
            if (await ProgramRun.TryAsync("npm", Folder, "ci", "--no-audit", "--no-fund") is not { } install) Assert.Skip("npm is not installed");
            else if (install.ExitCode != 0) Assert.Skip("the npm package ws cannot be installed: " + install.Errors);
        }
        finally
        {
            Installing.Release();
        }
    }
}
