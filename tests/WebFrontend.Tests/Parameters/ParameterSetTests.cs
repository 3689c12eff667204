using OrleansChat.Parameters;

namespace OrleansChat.Tests.Parameters;

public sealed class ParameterSetTests
{
    private static readonly ParameterSet Credentials = new(
        ParameterRule.String("username", "账号", 4, 20),
        ParameterRule.String("password", "密码", 6, 20));

    private static readonly ParameterSet Number = new(ParameterRule.Id("id", "群id"));

    private static readonly ParameterSet Text = new(ParameterRule.String("value", "内容"));

    [Theory]
    [InlineData("{}", "账号不能为空")]
    [InlineData("""{"username":"alice"}""", "密码不能为空")]
    [InlineData("""{"username":"","password":"secret1"}""", "账号不能为空")]
    [InlineData("""{"username":"abc","password":"1"}""", "账号 的长度 必须 在 4 和 20 之间")]
    [InlineData("""{"username":"alice","password":"12345"}""", "密码 的长度 必须 在 6 和 20 之间")]
    [InlineData("""{"password":"1","username":"alice"}""", "密码 的长度 必须 在 6 和 20 之间")]
    [InlineData("[]", "账号不能为空")]
    [InlineData(" ", "账号不能为空")]
    public async Task The_first_failing_rule_decides(string json, string text) => Assert.Equal(text, await Fields.RefusalAsync(Credentials, json));

    [Fact]
    public async Task Path_wins_over_body_and_body_over_query()
    {
        var values = await Fields.ReadAsync(Number, """{"id":2}""", "id=3", path: ("id", "1"));
        Assert.Equal(1, values.Number("id"));
        Assert.Equal(2, (await Fields.ReadAsync(Number, """{"id":2}""", "id=3")).Number("id"));
        Assert.Equal(3, (await Fields.ReadAsync(Number, "{}", "id=3")).Number("id"));
    }

    [Fact]
    public async Task An_empty_text_in_the_body_hides_the_query() =>
        Assert.Equal("群id不能为空", await Fields.RefusalAsync(Number, """{"id":""}""", "id=3"));

    [Fact]
    public async Task A_GET_request_has_no_body() =>
        Assert.Equal(3, (await Fields.ReadAsync(Number, """{"id":2}""", "id=3", method: "GET")).Number("id"));

    [Fact]
    public async Task Of_repeated_names_the_last_wins()
    {
        Assert.Equal(9, (await Fields.ReadAsync(Number, """{"id":2,"id":9}""")).Number("id"));
        Assert.Equal(9, (await Fields.ReadAsync(Number, query: "id=2&id=9")).Number("id"));
        Assert.Equal(9, (await Fields.ReadAsync(Number, form: "id=2&id=9")).Number("id"));
    }

    [Fact]
    public async Task Names_count_by_case_and_unknown_ones_are_ignored() =>
        Assert.Equal("群id不能为空", await Fields.RefusalAsync(Number, """{"ID":2,"other":{"a":[1]}}"""));

    [Fact]
    public async Task Forms_are_decoded()
    {
        var values = await Fields.ReadAsync(Credentials, form: "username=%E5%BC%A0%E4%B8%89+x&password=a%26b%3Dc%21&x&=y&&%=%");
        Assert.Equal("张三 x", values.Text("username"));
        Assert.Equal("a&b=c!", values.Text("password"));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("\"1\"", 1)]
    [InlineData("\"01\"", 1)]
    [InlineData("\"+5\"", 5)]
    [InlineData("5.0", 5)]
    [InlineData("1e3", 1000)]
    [InlineData("9007199254740991", 9007199254740991)]
    public async Task Integers(string value, long expected) =>
        Assert.Equal(expected, (await Fields.ReadAsync(Number, $$"""{"id":{{value}}}""")).Number("id"));

    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData("\"1.0\"", "1.0")]
    [InlineData("\"1e3\"", "1e3")]
    [InlineData("\" 1\"", " 1")]
    [InlineData("\"abc\"", "abc")]
    [InlineData("\"١\"", "١")]
    [InlineData("\"-\"", "-")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("{\"a\" : 1}", "{\"a\":1}")]
    [InlineData("[1]", "[1]")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e999", "Infinity")]
    [InlineData("\"1; DROP TABLE user\"", "1; DROP TABLE user")]
    public async Task What_is_no_integer(string value, string shown) =>
        Assert.Equal($"群id 的值 `{shown}` 的类型不是 `int`", await Fields.RefusalAsync(Number, $$"""{"id":{{value}}}"""));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("10000000000000001")]
    [InlineData("\"9223372036854775808\"")]
    [InlineData("\"-9223372036854775808\"")]
    [InlineData("\"99999999999999999999999999999999\"")]
    public async Task Ids_that_no_one_can_have(string value) =>
        Assert.Equal("群id 的数值 必须 在 1 和 10000000000000000 之间", await Fields.RefusalAsync(Number, $$"""{"id":{{value}}}"""));

    [Fact]
    public async Task A_bound_of_zero_is_written_otherwise()
    {
        var rules = new ParameterSet(ParameterRule.Int("addGroupSet", "进群设置属性值", 0, 10));
        Assert.Equal("进群设置属性值 的数值 必须 大于等于 `0` 小于等于 `10`", await Fields.RefusalAsync(rules, """{"addGroupSet":11}"""));
        Assert.Equal(0, (await Fields.ReadAsync(rules, """{"addGroupSet":0}""")).Number("addGroupSet"));
    }

    [Fact]
    public async Task Choices()
    {
        var rules = new ParameterSet(ParameterRule.Choice("type", "同意或者拒绝", "agree", "no"));
        Assert.Equal("同意或者拒绝 的值 `maybe` 必须在 [`agree`、`no`] 中", await Fields.RefusalAsync(rules, """{"type":"maybe"}"""));
        Assert.Equal("同意或者拒绝不能为空", await Fields.RefusalAsync(rules, "{}"));
        Assert.Equal("no", (await Fields.ReadAsync(rules, """{"type":"no"}""")).Text("type"));

        var flags = new ParameterSet(ParameterRule.IntChoice("look", "朋友", 0, 1));
        Assert.Equal("朋友 的值 `2` 必须在 [`0`、`1`] 中", await Fields.RefusalAsync(flags, """{"look":2}"""));
        Assert.Equal("朋友 的值 `x` 的类型不是 `int`", await Fields.RefusalAsync(flags, """{"look":"x"}"""));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("1.0", "1")]
    [InlineData("0.1", "0.1")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("\" \"", " ")]
    [InlineData("{\"data\" : \"你好\\n😀/\" , \"dataType\":false,\"otherData\":null}", "{\"data\":\"你好\\n😀/\",\"dataType\":false,\"otherData\":null}")]
    [InlineData("[1, \"a\" ]", "[1,\"a\"]")]
    [InlineData("{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}")]
    [InlineData("{\"a\":\"<b>&'\\u0001\\u007f\\\"\\\\\"}", "{\"a\":\"<b>&'\\u0001\u007f\\\"\\\\\"}")]
    [InlineData("{\"n\":1e999,\"m\":1.50,\"k\":1e-7}", "{\"n\":null,\"m\":1.5,\"k\":1e-7}")]
    public async Task Whatever_is_given_for_a_text_becomes_one(string value, string expected) =>
        Assert.Equal(expected, (await Fields.ReadAsync(Text, $$"""{"value":{{value}}}""")).Text("value"));

    [Theory]
    [InlineData("\"a\\ud83d\"", "a\uFFFD")]
    [InlineData("\"\\ude00b\"", "\uFFFDb")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"\\ud83d\\ud83d\\ude00\"", "\uFFFD😀")]
    [InlineData("\"\\b\\f\\n\\r\\t\\/\\u4f60\"", "\b\f\n\r\t/你")]
    public async Task Half_an_emoji_is_replaced(string value, string expected)
    {
        Assert.Equal(expected, (await Fields.ReadAsync(Text, $$"""{"value":{{value}}}""")).Text("value"));
        Assert.Equal($$"""{"k":{{CompactJson.Quote(expected)}}}""", (await Fields.ReadAsync(Text, $$"""{"value":{"k":{{value}} } }""")).Text("value"));
    }

    [Fact]
    public async Task Lengths_count_code_points_and_nothing_is_trimmed()
    {
        var rules = new ParameterSet(ParameterRule.String("name", "群名称", 1, 3));
        Assert.Equal("😀😀😀", (await Fields.ReadAsync(rules, """{"name":"😀😀😀"}""")).Text("name"));
        Assert.Equal("群名称 的长度 必须 在 1 和 3 之间", await Fields.RefusalAsync(rules, """{"name":"😀😀😀😀"}"""));
        Assert.Equal("   ", (await Fields.ReadAsync(rules, """{"name":"   "}""")).Text("name"));
    }

    [Fact]
    public async Task A_missing_upper_bound_is_printed() => Assert.Equal(
        "用户设置 的长度 必须 在 2 和 10000000 之间",
        await Fields.RefusalAsync(new ParameterSet(ParameterRule.String("userset", "用户设置", 2)), """{"userset":"x"}"""));

    [Fact]
    public async Task A_default_silently_wins_over_a_wrong_value()
    {
        var rules = new ParameterSet(
            ParameterRule.String("nickname", "我的昵称或者说明", 1, 50).OrDefault(""),
            ParameterRule.Int("limit", "每页多少条", 1).OrDefault(10));
        var values = await Fields.ReadAsync(rules, $$"""{"nickname":"{{new string('x', 51)}}","limit":"many"}""");
        Assert.Equal("", values.Text("nickname"));
        Assert.Equal(10, values.Number("limit"));
        Assert.Equal(10, (await Fields.ReadAsync(rules, """{"nickname":"","limit":""}""")).Number("limit"));
    }

    [Fact]
    public async Task An_optional_field_without_default_may_be_absent_but_not_wrong()
    {
        var rules = new ParameterSet(ParameterRule.String("clientMsgId", "clientMsgId", 1, 64).Optional());
        Assert.Null((await Fields.ReadAsync(rules, "{}")).TextOrNull("clientMsgId"));
        Assert.Equal("clientMsgId 的长度 必须 在 1 和 64 之间", await Fields.RefusalAsync(rules, $$"""{"clientMsgId":"{{new string('x', 65)}}"}"""));
    }

    [Theory]
    [InlineData("[1,2]", new[] { "1", "2" })]
    [InlineData("[]", new string[0])]
    [InlineData("\"1,2\"", new[] { "1", "2" })]
    [InlineData("\"5\"", new[] { "5" })]
    [InlineData("5", new[] { "5" })]
    [InlineData("\"[1,\\\"2\\\"]\"", new[] { "1", "2" })]
    [InlineData("\"[1\"", new[] { "[1" })]
    [InlineData("[{\"a\":1},null,true]", new[] { "{\"a\":1}", "null", "true" })]
    public async Task Lists(string value, string[] expected) => Assert.Equal(
        expected, (await Fields.ReadAsync(new ParameterSet(ParameterRule.Array("userIds", "userIds")), $$"""{"userIds":{{value}}}""")).Items("userIds"));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("false")]
    public async Task What_is_no_list(string value) => Assert.Equal(
        $$"""userIds 的值 `{{value}}` 与指定结构 (`{"type":"array"}`) 冲突""",
        await Fields.RefusalAsync(new ParameterSet(ParameterRule.Array("userIds", "userIds")), $$"""{"userIds":{{value}}}"""));

    [Fact]
    public async Task A_refusal_repeats_only_the_beginning_of_a_long_value()
    {
        var text = await Fields.RefusalAsync(Number, $$"""{"id":"{{new string('x', 50_000)}}"}""");
        Assert.True(text.Length < 300, text);
    }

    [Fact]
    public async Task A_name_without_a_rule_is_our_bug()
    {
        var values = await Fields.ReadAsync(Number, """{"id":2}""");
        Assert.Throws<InvalidOperationException>(() => values.Text("other"));
        Assert.Throws<InvalidOperationException>(() => values.Items("id"));
    }
}
