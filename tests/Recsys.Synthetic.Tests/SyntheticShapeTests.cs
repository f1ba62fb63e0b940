namespace Recsys.Synthetic.Tests;

public class SyntheticShapeTests
{
    [Theory]
    [InlineData(99, 10, "products")]
    [InlineData(20_000_001, 10, "products")]
    [InlineData(100, 0, "customers")]
    [InlineData(100, 20_000_001, "customers")]
    public void Checked_OutOfBounds_NamesWhatAndTheBounds(int products, int customers, string named)
    {
        var shape = new SyntheticShape { Products = products, Customers = customers };

        var error = Assert.Throws<ArgumentException>(shape.Checked);

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("20000000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checked_TheSmallestShape_IsTaken()
    {
        var shape = new SyntheticShape { Products = 100, Customers = 1 };

        Assert.Same(shape, shape.Checked());
    }
}
