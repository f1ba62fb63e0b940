using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Tests.Catalogue;

public sealed class ProductChangesTests
{
    private readonly ProductColumns _products = new();

    [Fact]
    public void Take_ChangesSinceFollowing_EachRowOnce()
    {
        Put(0);
        using var changes = _products.Follow();
        Put(1);
        Put(2);
        Put(1);
        _products.Remove("p2");

        Assert.Equal(2, changes.Pending);
        Assert.Equal([1, 2], Take(changes));
        Assert.Empty(Take(changes));
        Put(1);
        Assert.Equal([1], Take(changes));
    }

    [Fact]
    public void Take_MoreThanWanted_GoesOnWhereItEnded()
    {
        using var changes = _products.Follow();
        for (int i = 0; i < 3_000; i++) Put(i);

        int[] first = Take(changes, 100);
        // Changed again while others wait: not before their turn.
        Put(0);
        var rest = new List<int>();
        while (Take(changes, 100) is { Length: > 0 } more) rest.AddRange(more);

        Assert.Equal(Enumerable.Range(0, 100), first);
        Assert.Equal(Enumerable.Range(100, 2_900).Append(0), rest);
        Assert.Equal(0, changes.Pending);
    }

    [Fact]
    public async Task Wait_EndsWithAChangeAWakeAndTheEnd()
    {
        var changes = _products.Follow();
        var waiting = changes.WaitAsync(default).AsTask();
        Assert.False(waiting.IsCompleted);
        Put(0);
        Assert.True(await waiting);

        waiting = changes.WaitAsync(default).AsTask();
        Assert.False(waiting.IsCompleted);
        changes.Wake();
        Assert.True(await waiting);

        changes.Dispose();
        Assert.False(await changes.WaitAsync(default));
        Put(1);
        Assert.Equal([0], Take(changes));
    }

    [Fact]
    public async Task Take_WhileManyWrite_MissesNone()
    {
        using var changes = _products.Follow();
        var writers = Task.Run(() => Parallel.For(0, 20_000, i => Put(i % 5_000)));
        var seen = new HashSet<int>();
        while (!writers.IsCompleted || changes.Pending > 0) seen.UnionWith(Take(changes));
        await writers;

        Assert.Equal(5_000, seen.Count);
    }

    private void Put(int number) => _products.Upsert(new Product { Id = $"p{number}" });

    private static int[] Take(ProductChanges changes, int most = 256)
    {
        var rows = new int[most];
        return rows[..changes.Take(rows)];
    }
}
