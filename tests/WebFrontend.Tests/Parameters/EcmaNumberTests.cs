using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OrleansChat.Parameters;

namespace OrleansChat.Tests.Parameters;

public sealed class EcmaNumberTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.0000001, "1e-7")]
    [InlineData(1.5e-10, "1.5e-10")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(9007199254740993.0, "9007199254740992")]
    [InlineData(-4.9e22, "-4.9e+22")]
    [InlineData(100.25, "100.25")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(double.NaN, "NaN")]
    public void As_JavaScript_writes_it(double value, string expected) => Assert.Equal(expected, EcmaNumber.Format(value));

    [Fact]
    public void It_reads_back_as_the_same_number() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll<double>(value => !double.IsFinite(value)
            || double.Parse(EcmaNumber.Format(value), CultureInfo.InvariantCulture) == value));
}
