namespace OrleansChat.Tests.Grains;

/// <summary>Every grain method says the same five things in the same order.</summary>
public sealed class RemarksTests
{
    [Fact]
    public void Every_grain_method_carries_its_remarks()
    {
        Assert.Empty(Repository.CSharpFiles("Grains.Interfaces").SelectMany(path => Remarks.Faults(Repository.Read(path)).Select(fault => $"{path}: {fault}")));
    }

    [Theory]
    [InlineData("/// <summary>Posts a message.</summary>", "<remarks>")]
    [InlineData("/// <remarks>Callers: a. Calls: b. Order: c. Idempotent. Errors: none.</remarks>", "Durable")]
    [InlineData("/// <remarks>Calls: b. Callers: a. Order: c. Idempotent. Durable. Errors: none.</remarks>", "Calls:")]
    [InlineData("/// <remarks>Callers: a. Calls: b. Order: c. Durable. Idempotent. Errors: none.</remarks>", "Durable")]
    public void A_missing_or_misplaced_remark_is_named(string documentation, string missing)
    {
        var fault = Assert.Single(Remarks.Faults($"    {documentation}\n    [Alias(\"post\")] Task PostAsync();\n"));
        Assert.StartsWith($"'{missing}'", fault);
    }

    [Fact]
    public void A_full_set_is_accepted() => Assert.Empty(Remarks.Faults(
        "    /// <remarks>Callers: a. Calls: b.\n    /// Order: c. Not idempotent. Durable: no. Errors: none.</remarks>\n    [Alias(\"post\")] Task PostAsync();\n"));
}
