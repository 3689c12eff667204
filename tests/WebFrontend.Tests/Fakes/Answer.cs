using System.Net.Http;
using System.Text.Json;

namespace OrleansChat.Tests.Fakes;

/// <summary>An answer that was checked to be in the contract's envelope.</summary>
public sealed record Answer(int Status, string Msg, JsonElement Data, HttpResponseMessage Response)
{
    /// <summary>The payload as text; fails when it is none.</summary>
    public string Text => Data.GetString()!;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        var root = JsonElement.Parse(body);
        Assert.Equal(["msg", "data"], root.EnumerateObject().Select(property => property.Name));
        var answer = new Answer((int)response.StatusCode, root.GetProperty("msg").GetString()!, root.GetProperty("data"), response);
        Assert.Equal(answer.Status == 200 ? "ok" : "fail", answer.Msg);
        if (answer.Status != 200) Assert.Equal(JsonValueKind.String, answer.Data.ValueKind);
        Assert.NotEqual(500, answer.Status);
        return answer;
    }

    public void IsRefusal(int status, string text)
    {
        Assert.Equal(text, Text);
        Assert.Equal(status, Status);
    }

    public void IsOk()
    {
        Assert.Equal(200, Status);
        Assert.Equal("ok", Text);
    }
}
