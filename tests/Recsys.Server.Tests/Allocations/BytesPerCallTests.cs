using Recsys.Bench;
using Recsys.Bench.Allocations;
using Recsys.Server.Tests.EndToEnd;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Allocations;

/// <summary>What a call may allocate, from Kestrel's reading to its writing: the bounds are what was measured and a
/// tenth.</summary>
[Collection(AloneWithShop.Name)]
public sealed class BytesPerCallTests(TrainedShop shop)
{
    private const int MostOfGrpc = 1_320, MostOfAPage = 5_100, MostDifference = 250;

    [Fact]
    public async Task Calls_WarmedUp_StayWithinTheirBytes()
    {
        await using var test = await TestServer.StartAsync(
            options => options with { ModelPollInterval = TimeSpan.FromHours(1) }, realModels: true,
            folder: shop.Copy());
        string[] customers = [.. Enumerable.Range(0, SampleShop.Customers).Select(SampleShop.CustomerId)];
        string[] products = [.. Enumerable.Range(0, SampleShop.Products).Select(SampleShop.ProductId)];
        var options = new AllocationsOptions { Calls = 1_000, WarmUpCalls = 1_000, Candidates = [10, 50, 1_000] };

        var report = await Task.Factory.StartNew(
            () => new AllocationsRun(
                test.Server.Address, customers, products, options, new Progress<BenchStep>()).Run(default),
            TaskCreationOptions.LongRunning);

        string text = report.ToText();
        Assert.All(report.Results, result => Assert.True(result.BytesPerCall > 0, text));
        Assert.True(report.Results.Single(result => result.Call == "Health.Check").BytesPerCall <= MostOfGrpc, text);
        foreach (var calls in report.Results.Where(result => result.Candidates > 0).GroupBy(result => result.Call))
        {
            double[] bytes = [.. calls.Select(result => result.BytesPerCall)];
            Assert.True(bytes.Max() <= MostOfAPage, text);
            // Nothing is allocated per candidate.
            Assert.True(bytes.Max() - bytes.Min() <= MostDifference, text);
        }
        Assert.Empty(test.Errors);
    }
}
