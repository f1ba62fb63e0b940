using Recsys.Pipeline.Catalogue;
using Recsys.Server.Planning;

namespace Recsys.Server.Tests.Planning;

public sealed class MemoryPlanTests
{
    private const double Allowed = 0.15;

    [Fact]
    public void Of_TheTargetsShop_FitsSixGibibytes()
    {
        var plan = MemoryPlan.Of(PlannedShape.Parse(["products=5142585", "customers=615599"]));

        Assert.InRange(plan.TotalBytes, 4L << 30, 6L << 30);
        Assert.Equal(plan.Parts.Sum(part => part.Bytes), plan.TotalBytes);
        Assert.All(plan.Parts, part => Assert.True(part.Bytes > 0, part.Name));
    }

    [Theory]
    [InlineData(3_000)]
    [InlineData(20_000)]
    [InlineData(50_000)]
    public void Catalogue_OfSomeProducts_IsWhatItTakes(int count)
    {
        var products = new ProductColumns();
        for (int i = 0; i < count; i++)
            products.Upsert(new Product
            {
                Id = $"p{i:D7}", Title = $"A title of thirty-two characters {i % 10}", Price = i,
                Categories = [$"category {i % 50}"], CreatedMs = 1_790_000_000_000, UpdatedMs = 1_790_000_000_000,
            });

        var plan = MemoryPlan.Of(PlannedShape.Parse([$"products={count}", "customers=0", "text=42"]));

        long planned = plan.Parts.Single(part => part.Name == "catalogue").Bytes;
        Assert.InRange(planned, products.MemoryBytes * (1 - Allowed), products.MemoryBytes * (1 + Allowed));
    }

    [Theory]
    [InlineData("products=10", "customers")]
    [InlineData("customers=10", "products")]
    [InlineData("products=10 customers=x", "customers")]
    [InlineData("products=-1 customers=1", "products")]
    [InlineData("products=100000001 customers=1", "products")]
    [InlineData("products=1 customers=1 dimension=2", "dimension")]
    [InlineData("products=1 customers=1 dimension=8 dimension=8", "dimension")]
    [InlineData("products=1 customers=1 colour=8", "colour")]
    [InlineData("products=1 customers", "customers")]
    public void Parse_WrongSetting_IsNamed(string settings, string wrong)
    {
        var error = Assert.Throws<ArgumentException>(() => PlannedShape.Parse(settings.Split(' ')));

        Assert.Contains(wrong, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NothingButTheSizes_TakesTheUsual()
    {
        var shape = PlannedShape.Parse(["products=7", "customers=5", "memory_mib=64"]);

        Assert.Equal((7, 5, 5, 64, 64), (
            shape.Products, shape.Customers, shape.Histories, shape.Dimension, shape.MemoryMib));
    }
}
