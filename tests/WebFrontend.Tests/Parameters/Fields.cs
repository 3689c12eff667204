using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansChat.Hosting;
using OrleansChat.Parameters;

namespace OrleansChat.Tests.Parameters;

/// <summary>Reads the fields of a made-up request.</summary>
internal static class Fields
{
    private static readonly IServiceProvider Services = new ServiceCollection().AddSingleton(Options.Create(new LimitsOptions())).BuildServiceProvider();

    public static ValueTask<ParameterValues> ReadAsync(
        ParameterSet rules, string? json = null, string? query = null, string? form = null, (string Name, string Value)? path = null, string method = "POST") =>
        rules.ReadAsync(Request(json, query, form, path, method));

    public static async Task<string> RefusalAsync(ParameterSet rules, string? json = null, string? query = null, string? form = null)
    {
        var values = await ReadAsync(rules, json, query, form);
        Assert.NotNull(values.Refusal);
        Assert.Equal(422, values.Refusal.StatusCode);
        return await TextOfAsync(values);
    }

    public static async Task<string> TextOfAsync(ParameterValues values)
    {
        var context = new DefaultHttpContext();
        var body = new MemoryStream();
        context.Response.Body = body;
        await values.Refusal!.ExecuteAsync(context);
        return System.Text.Json.JsonElement.Parse(body.ToArray()).GetProperty("data").GetString()!;
    }

    public static DefaultHttpContext Request(string? json, string? query, string? form, (string Name, string Value)? path, string method)
    {
        var context = new DefaultHttpContext { RequestServices = Services };
        context.Request.Method = method;
        if (query is not null) context.Request.QueryString = new QueryString("?" + query);
        if (path is { } route) context.Request.RouteValues[route.Name] = route.Value;
        if ((json ?? form) is { } body)
        {
            context.Request.ContentType = json is null ? "application/x-www-form-urlencoded" : "application/json";
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }

        return context;
    }
}
