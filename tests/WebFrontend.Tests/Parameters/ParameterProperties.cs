using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using OrleansChat.Parameters;

namespace OrleansChat.Tests.Parameters;

/// <summary>Whatever is sent: values or a refusal with a text, never an exception.</summary>
public sealed class ParameterProperties
{
    private static readonly ParameterSet Rules = new(
        ParameterRule.Id("id", "群id"),
        ParameterRule.String("text", "内容", 2, 20),
        ParameterRule.Choice("type", "类型", "a", "b"),
        ParameterRule.Array("list", "列表"),
        ParameterRule.String("nick", "昵称", 1, 5).OrDefault(""),
        ParameterRule.Int("limit", "条", 0, 10).Optional());

    private static readonly string[] Names = ["id", "text", "type", "list", "nick", "limit"];

    // Values that are often right, so that later rules are reached too, and everything that is wrong.
    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.Elements("1", "\"7\"", "\"hello\"", "\"a\"", "[1,2]", "\"1,2\"", "0", "-1", "null", "true", "\"\"", "1.5", "1e400", "9007199254740993",
            "\"\\ud83d\"", "\"\\u0000\"", "\"<script>\"", "\"' OR 1=1 --\"", "{}", "[[[[]]]]", "{\"a\":{\"b\":\"\\ud83dx\"}}"),
        ArbMap.Default.GeneratorFor<string>().Select(text => CompactJson.Quote(text ?? "")),
        ArbMap.Default.GeneratorFor<long>().Select(number => number.ToString()));

    private static readonly Gen<string> Body = Gen.ListOf(
            from name in Gen.Elements(Names)
            from value in Scalar
            select $"\"{name}\":{value}")
        .Select(members => "{" + string.Join(",", members) + "}");

    [Fact]
    public void JSON_bodies_give_values_or_a_refusal() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Body.ToArbitrary(), body => IsJudged(body, "application/json")));

    [Fact]
    public void Broken_JSON_gives_a_refusal() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5_000),
        Prop.ForAll(Body.ToArbitrary(), ArbMap.Default.ArbFor<PositiveInt>(), (body, cut) => IsJudged(body[..(cut.Get % (body.Length + 1))], "application/json")));

    [Fact]
    public void Any_bytes_give_values_or_a_refusal() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll<byte[]>(bytes => IsJudged(bytes, "application/json") && IsJudged(bytes, "application/x-www-form-urlencoded") && IsJudged(bytes, null)));

    [Fact]
    public void Any_form_gives_values_or_a_refusal() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll<string, string>((name, value) => IsJudged($"{name}={value}&id=%ZZ&text=%FF%FE&type=a&{value}", "application/x-www-form-urlencoded")));

    [Fact]
    public void Compact_JSON_is_JSON_and_writing_it_again_changes_nothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll(Body.ToArbitrary(), body =>
        {
            var once = CompactJson.Write(System.Text.Json.JsonElement.Parse(Encoding.UTF8.GetBytes(body)));
            return once == CompactJson.Write(System.Text.Json.JsonElement.Parse(Encoding.UTF8.GetBytes(once)));
        }));

    private static bool IsJudged(string body, string? contentType) => IsJudged(Encoding.UTF8.GetBytes(body), contentType);

    private static bool IsJudged(byte[] body, string? contentType)
    {
        var context = Fields.Request(null, null, null, null, "POST");
        context.Request.ContentType = contentType;
        context.Request.Body = new MemoryStream(body);
        var values = Rules.ReadAsync(context).AsTask().GetAwaiter().GetResult();
        if (values.Refusal is { } refusal) return refusal.StatusCode is 400 or 422 && Fields.TextOfAsync(values).GetAwaiter().GetResult().Length > 0;
        return values.Number("id") is > 0 and < 1L << 53 && values.Text("text").Length >= 2 && values.Text("type") is "a" or "b"
            && !values.Items("list").IsDefault && values.Text("nick").Length <= 10;
    }
}
