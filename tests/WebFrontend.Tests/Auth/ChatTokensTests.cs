using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansChat.Accounts;
using OrleansChat.Auth;
using OrleansChat.Tests.Fakes;
using OrleansChat.Users;

namespace OrleansChat.Tests.Auth;

public sealed class ChatTokensTests
{
    private static readonly TokenClaims Claims = new(new UserId(41), AccountRole.Visitor, "8d1a344c-bf16", "jti-1");

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_token_says_what_it_was_made_with()
    {
        var verdict = await Tokens().CheckAsync(Tokens().Issue(Claims));
        Assert.True(verdict.IsGood);
        Assert.Equal(Claims with { IssuedAt = verdict.Claims.IssuedAt }, verdict.Claims);
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeSeconds(), verdict.Claims.IssuedAt.ToUnixTimeSeconds());
    }

    [Fact]
    public void It_holds_no_secret_and_no_end()
    {
        var payload = JsonElement.Parse(Decode(Tokens().Issue(Claims).Split('.')[1]));
        Assert.Equal(["app", "iat", "jti", "role", "uid"], payload.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal(41, payload.GetProperty("uid").GetInt64());
        Assert.Equal("visitor", payload.GetProperty("role").GetString());
    }

    [Fact]
    public async Task It_is_good_for_ever_unless_configured()
    {
        var token = Tokens().Issue(Claims);
        _clock.Advance(TimeSpan.FromDays(36_500));
        Assert.True((await Tokens().CheckAsync(token)).IsGood);
    }

    [Fact]
    public async Task An_expired_token_is_not_a_bad_one()
    {
        var seen = Tokens(days: 1);
        var token = seen.Issue(Claims);
        _clock.Advance(TimeSpan.FromHours(23));
        Assert.True((await seen.CheckAsync(token)).IsGood);
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.True((await Tokens().CheckAsync(token)).IsExpired);
        Assert.True((await seen.CheckAsync(token)).IsExpired);
        Assert.Same(TokenVerdict.Bad, await Tokens(key: 7).CheckAsync(token));
    }

    [Fact]
    public async Task What_we_did_not_sign_is_bad()
    {
        var token = Tokens().Issue(Claims);
        var parts = token.Split('.');
        string[] bad =
        [
            "", "x", "..", "a.b.c", token[..^2], token + "A", token + ".", Tokens(key: 7).Issue(Claims),
            $"{Encode("""{"alg":"none"}""")}.{parts[1]}.", $"{Encode("""{"alg":"HS512"}""")}.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{Encode("""{"uid":42,"role":"user","app":"x","jti":"y"}""")}.{parts[2]}", new string('a', 100_000), "💥.💥.💥", "a.b.c.d.e", "\0",
        ];
        foreach (var text in bad) Assert.Same(TokenVerdict.Bad, await Tokens().CheckAsync(text));
    }

    [Theory]
    [InlineData("""{"role":"user","app":"x","jti":"y"}""")]
    [InlineData("""{"uid":0,"role":"user","app":"x","jti":"y"}""")]
    [InlineData("""{"uid":-4,"role":"user","app":"x","jti":"y"}""")]
    [InlineData("""{"uid":"abc","role":"user","app":"x","jti":"y"}""")]
    [InlineData("""{"uid":{"a":1},"role":"user","app":"x","jti":"y"}""")]
    [InlineData("""{"uid":4,"role":"admin","app":"x","jti":"y"}""")]
    [InlineData("""{"uid":4,"role":"user","app":"","jti":"y"}""")]
    [InlineData("""{"uid":4,"role":"user","jti":"y"}""")]
    [InlineData("""{"uid":4,"role":"user","app":"x"}""")]
    [InlineData("""{"uid":4,"role":["user"],"app":"x","jti":"y"}""")]
    [InlineData("[]")]
    public async Task Signed_claims_that_make_no_sense_are_bad(string payload)
    {
        var signed = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode(payload)}";
        var signature = System.Security.Cryptography.HMACSHA256.HashData(new byte[32], Encoding.ASCII.GetBytes(signed));
        Assert.False((await Tokens().CheckAsync($"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}")).IsGood);
    }

    private ChatTokens Tokens(int days = 0, byte key = 0)
    {
        var bytes = new byte[32];
        bytes[0] = key;
        return new ChatTokens(new SigningKey(bytes), Options.Create(new TokenOptions { TokenDays = days }), _clock);
    }

    private static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static byte[] Decode(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
