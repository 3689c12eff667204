using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Tests.EndToEnd;
using OrleansChat.Tests.Fakes;
using OrleansChat.Visitors;

namespace OrleansChat.Tests.Visitors;

/// <summary>Calls the visitor endpoints as a client signs them.</summary>
internal static class VisitorCalls
{
    public const string Enter = "/api/visitorRegister";
    public const string Register = "/api/visitorregChat";
    public const string LogIn = "/api/visitorloginChat";

    public static string NewDevice() => Guid.NewGuid().ToString("D");

    /// <summary>A server whose time of day the test sets.</summary>
    public static async Task<(ServerUnderTest Server, ShiftedClock Clock)> StartAsync(params string[] options)
    {
        var clock = new ShiftedClock();
        var server = await ServerUnderTest.StartAsync(
            configure: builder => builder.Services.AddSingleton<TimeProvider>(clock), options: ["--Chat:PasswordIterations=1000", .. options]);
        return (server, clock);
    }

    public static Task<Answer> EnterAsync(this ServerUnderTest server, string device) => server.SignedAsync(Enter, device);

    public static Task<Answer> RegisterAsync(this ServerUnderTest server, string device, string username, string password = "secret12") =>
        server.SignedAsync(Register, device, $$""","username":"{{username}}","password":"{{password}}","a":"","b":null""");

    public static Task<Answer> LogInAsync(this ServerUnderTest server, string device, string username, string password = "secret12") =>
        server.SignedAsync(LogIn, device, $$""","username":"{{username}}","password":"{{password}}" """);

    /// <summary>Posts device, time and more fields (JSON text that begins with a comma) under the right signature.</summary>
    public static Task<Answer> SignedAsync(this ServerUnderTest server, string path, string device, string fields = "", TimeSpan age = default)
    {
        var timestamp = (server.Services.GetRequiredService<TimeProvider>().GetUtcNow() - age).ToUnixTimeMilliseconds();
        var signature = server.Services.GetRequiredService<VisitorSignature>().Of(device, timestamp);
        return server.CallAsync(HttpMethod.Post, path, $$"""{"deviceId":"{{device}}","timestamp":{{timestamp}}{{fields}} }""", signature: signature);
    }

    /// <summary>The user of a login object.</summary>
    public static TestUser User(this Answer answer)
    {
        Assert.True(answer.Status == 200, $"{answer.Status} {answer.Data}");
        return new TestUser(
            answer.Data.GetProperty("id").GetInt64(), answer.Data.GetProperty("username").GetString()!, answer.Data.GetProperty("token").GetString()!);
    }
}
