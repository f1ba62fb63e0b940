using System.Globalization;
using System.Text;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Tests.Import.Rows;

public sealed class FieldNumberTests
{
    [Fact]
    public void TryParse_AnyDecimal_IsWhatTheFrameworkReads()
    {
        var random = new Random(11);
        for (int i = 0; i < 100_000; i++)
        {
            string digits = random.NextInt64(0, (long)Math.Pow(10, random.Next(1, 18)))
                .ToString(CultureInfo.InvariantCulture);
            string text = digits.Insert(random.Next(0, digits.Length + 1), random.Next(3) == 0 ? "" : ".");
            if (random.Next(4) == 0) text = "-" + text;
            if (random.Next(10) == 0) text += "e" + random.Next(-30, 30);

            Assert.True(FieldNumber.TryParse(Encoding.UTF8.GetBytes(text), out double number), text);
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), number);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1.2.3")]
    [InlineData("1-")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    public void TryParse_NoNumber_IsRefused(string text)
    {
        Assert.False(FieldNumber.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }
}
