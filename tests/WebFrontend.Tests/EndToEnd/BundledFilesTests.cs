namespace OrleansChat.Tests.EndToEnd;

public sealed class BundledFilesTests
{
    [Fact]
    public async Task The_picture_of_a_new_account_can_be_had_from_another_origin()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var account = await server.PostAsync("/api/regChat", null, new { username = "lin_1", password = "secret12" });
        using var request = new HttpRequestMessage(HttpMethod.Get, account.GetProperty("avatar").GetString());
        request.Headers.Add("Origin", "http://localhost:8081");
        using var picture = await server.Http.SendAsync(request);
        Assert.Equal(200, (int)picture.StatusCode);
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("*", picture.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await picture.Content.ReadAsByteArrayAsync())[..4]);
    }
}
