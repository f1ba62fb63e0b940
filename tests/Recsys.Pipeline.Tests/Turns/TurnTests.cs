using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests.Turns;

public sealed class TurnTests
{
    [Fact]
    public async Task Execute_MoreThanAreComputedAtOnce_WaitForTheirTurn()
    {
        var source = new HeldSource();
        using var shop = new Shop(1, atOnce: 1).Serve(source);
        var first = Task.Run(() => shop.Pipeline.ExecuteAsync(Shop.Request(), CancellationToken.None).AsTask());
        await source.Entered.WaitAsync();
        using var impatience = new CancellationTokenSource();

        // Whoever waits holds no thread: these calls return.
        var second = shop.Pipeline.ExecuteAsync(Shop.Request(), CancellationToken.None).AsTask();
        var impatient = shop.Pipeline.ExecuteAsync(Shop.Request(), impatience.Token).AsTask();
        var third = shop.Pipeline.ExecuteAsync(Shop.Request(), CancellationToken.None).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        source.Open();

        foreach (var result in await Task.WhenAll(first, second, third))
            Assert.Equal("p0", Assert.Single(result.Products).ProductId);
        Assert.Equal(1, source.Most);
    }
}
