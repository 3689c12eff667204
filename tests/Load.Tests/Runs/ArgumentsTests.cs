using OrleansChat.Load.Runs;

namespace OrleansChat.Tests.Runs;

public sealed class ArgumentsTests
{
    [Fact]
    public void Options_stand_with_a_blank_or_an_equals_sign()
    {
        var options = KillRunOptions.From(new Arguments(["--messages", "500", "--pairs=5", "--seconds-between-kills", "3..6", "--drop-hints", "0.1"]));
        Assert.Equal((500, 5, 0.1), (options.Messages, options.Pairs, options.HintLoss));
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6)), (options.KillAfterMin, options.KillAfterMax));
    }

    [Theory]
    [InlineData("--messages", "none")]
    [InlineData("--messages", "0")]
    [InlineData("--drop-hints", "1.5")]
    [InlineData("--seconds-between-kills", "6..3")]
    public void A_value_out_of_range_is_named(string name, string value) =>
        Assert.Contains(name, Assert.Throws<UsageException>(() => KillRunOptions.From(new Arguments([name, value]))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_option_is_an_error()
    {
        var arguments = new Arguments(["--mesages", "5"]);
        KillRunOptions.From(arguments);
        Assert.Contains("--mesages", Assert.Throws<UsageException>(arguments.RequireAllKnown).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_this_machine_is_ever_loaded() =>
        await Assert.ThrowsAsync<UsageException>(async () =>
        {
            await using var choice = ServerChoice.From(new Arguments(["--url", "http://chat.example/"]), hintLoss: 0);
        });
}
