using OrleansChat.Http;

namespace OrleansChat.Tests.Http;

public sealed class ChatErrorTextsTests
{
    [Fact]
    public void Every_error_has_a_line()
    {
        foreach (var error in Enum.GetValues<ChatError>().Where(error => error != ChatError.None))
        {
            Assert.True(ChatErrorTexts.Has(error), error.ToString());
            var (status, text) = ChatErrorTexts.For(error);
            Assert.True(status is 400 or 503, error.ToString());
            Assert.NotEmpty(text);
        }
    }

    [Theory]
    [InlineData(ChatError.UsernameTaken, 400, "该账号已存在，请换一个账号注册")]
    [InlineData(ChatError.AccountMissingOrDisabled, 400, "账号不存在或者被禁用")]
    [InlineData(ChatError.ReceiverMissingOrDisabled, 400, "对方不存在或者被禁用，不能发消息")]
    [InlineData(ChatError.Busy, 503, "系统繁忙,请稍后再试")]
    public void Texts_are_exact(ChatError error, int status, string text) => Assert.Equal((status, text), ChatErrorTexts.For(error));

    [Fact]
    public void A_number_of_a_newer_silo_is_a_terminal_refusal() => Assert.Equal((400, "操作失败"), ChatErrorTexts.For((ChatError)9999));
}
