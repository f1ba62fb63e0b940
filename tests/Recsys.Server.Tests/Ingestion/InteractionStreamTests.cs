using Grpc.Core;
using Recsys.Client;
using Recsys.Client.Ingestion;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Ingestion;

public sealed class InteractionStreamTests
{
    private static readonly InteractionStreamOptions Quick = new()
    {
        FirstRetryDelay = TimeSpan.FromMilliseconds(1), MostRetryDelay = TimeSpan.FromMilliseconds(20),
    };

    [Fact]
    public async Task FlushAsync_AllThatWasAdded_IsDurable()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var client = Connect(shop);
        await using var stream = client.OpenInteractionStream(
            new() { BatchSize = 7, Linger = TimeSpan.FromSeconds(60) });
        var items = Enumerable.Range(0, 100).Select(number => View("")).ToList();
        foreach (var item in items) await stream.AddAsync(item);

        await stream.FlushAsync();

        Assert.Equal(items.Select(item => item.Id), await JournalAsync(shop));
        Assert.All(items, item => Assert.Equal(7, Guid.Parse(item.Id).Version));
        Assert.Equal((100, 0, 0), (stream.Totals.Accepted, stream.Totals.Duplicates, stream.Totals.Rejected));
        Assert.True(stream.Totals.JournalPosition > 0);
    }

    [Fact]
    public async Task SendAsync_TellsWhatBecameOfEach()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var client = Connect(shop);
        var told = new List<InteractionReceipt>();
        await using var stream = client.OpenInteractionStream(new() { Rejected = told.Add });
        var wrong = View("wrong");
        wrong.ProductId = "nothing";
        await stream.SendAsync(View("known"));

        var receipts = await Task.WhenAll(
            stream.SendAsync(View("a")), stream.SendAsync(wrong), stream.SendAsync(View("known")),
            stream.SendAsync(View("b")), stream.SendAsync(View("a")));

        Assert.Equal(
            [
                ("a", InteractionFate.Accepted), ("wrong", InteractionFate.Rejected),
                ("known", InteractionFate.Duplicate), ("b", InteractionFate.Accepted), ("a", InteractionFate.Duplicate),
            ],
            receipts.Select(receipt => (receipt.InteractionId, receipt.Fate)));
        Assert.Equal(ErrorReasons.ProductNotFound, receipts[1].Rejection!.Reason);
        Assert.All(receipts, receipt => Assert.True(receipt.JournalPosition > 0));
        await stream.FlushAsync();
        Assert.Equal(["wrong"], told.Select(receipt => receipt.InteractionId));
    }

    [Fact]
    public async Task ConnectionCutAgainAndAgain_NothingIsLostOrDoubled()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await using var proxy = new CuttableProxy { Target = shop.Server.Server.Address.Port };
        using var client = RecsysClient.Connect(proxy.Address);
        var options = Quick with { BatchSize = 50, BufferSize = 1000 };
        await using var stream = client.OpenInteractionStream(options);
        var random = new Random(5);
        for (int number = 0; number < 10_000; number++)
        {
            if (number % 500 == 1) proxy.CutAfter(random.Next(1, 30_000));
            await stream.AddAsync(View($"i{number}"));
            // With a first acknowledgement there is a token; before it, ids alone keep out what comes twice.
            if (number == 0) await stream.FlushAsync();
        }
        await stream.FlushAsync();

        Assert.Equal(Enumerable.Range(0, 10_000).Select(number => $"i{number}"), await JournalAsync(shop));
        Assert.Equal(0, stream.Totals.Duplicates);
    }

    [Fact]
    public async Task ServerRestarted_NothingIsLostOrDoubled()
    {
        using var folder = new TemporaryFolder();
        await using var proxy = new CuttableProxy();
        using var client = RecsysClient.Connect(proxy.Address);
        await using var stream = client.OpenInteractionStream(Quick with { BatchSize = 20, BufferSize = 500 });
        int added = 0;
        for (int start = 0; start < 3; start++)
        {
            await using var server = await TestServer.StartAsync(folder: folder, ownsFolder: false);
            await server.Server.Store.Products.UpsertManyAsync([new() { Id = "p1" }]);
            proxy.Target = server.Server.Address.Port;
            // The last of them are under way when the server stops.
            for (int item = 0; item < 700; item++)
            {
                await stream.AddAsync(View($"i{added++}"));
                if (added == 1) await stream.FlushAsync();
            }
            if (start < 2) continue;
            await stream.FlushAsync();
            Assert.Equal(
                Enumerable.Range(0, added).Select(number => $"i{number}"), await JournalAsync(server.Server.Store));
        }
        Assert.Equal(0, stream.Totals.Duplicates);
    }

    [Fact]
    public async Task BufferFull_AddingWaitsUntilThereIsRoom()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await using var proxy = new CuttableProxy();
        using var client = RecsysClient.Connect(proxy.Address);
        await using var stream = client.OpenInteractionStream(Quick with { BufferSize = 10, BatchSize = 3 });
        for (int number = 0; number < 10; number++) await stream.AddAsync(View($"i{number}"));
        var eleventh = stream.AddAsync(View("i10")).AsTask();
        using var giveUp = new CancellationTokenSource();
        var twelfth = stream.AddAsync(View("i11"), giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => twelfth);
        Assert.False(eleventh.IsCompleted);

        proxy.Target = shop.Server.Server.Address.Port;

        await eleventh;
        await stream.FlushAsync();
        Assert.Equal(Enumerable.Range(0, 11).Select(number => $"i{number}"), await JournalAsync(shop));
    }

    [Fact]
    public async Task DisposeAsync_FlushesAndThenRefuses()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var client = Connect(shop);
        var stream = client.OpenInteractionStream(new() { Linger = TimeSpan.FromSeconds(60) });
        await stream.AddAsync(View("a"));

        await stream.DisposeAsync();
        await stream.DisposeAsync();

        Assert.Equal(["a"], await JournalAsync(shop));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.AddAsync(View("b")));
    }

    [Fact]
    public async Task Linger_RunsOut_SendsWhatIsThere()
    {
        var clock = new TimerClock(TimeSpan.FromSeconds(50));
        await using var shop = await Shop.OpenAsync(model: false);
        using var client = RecsysClient.Connect(shop.Server.Server.Address, new() { Time = clock });
        await using var stream = client.OpenInteractionStream(new() { Linger = TimeSpan.FromSeconds(60) });
        var first = stream.SendAsync(View("a"));
        var second = stream.SendAsync(View("b"));
        Assert.False(first.IsCompleted || second.IsCompleted);
        var late = clock.RunOutAllAsync();
        Assert.Equal(
            [InteractionFate.Accepted, InteractionFate.Accepted],
            (await Task.WhenAll(first, second)).Select(receipt => receipt.Fate));
        Assert.False(late.IsCompleted);
    }

    [Fact]
    public async Task WrongKey_FailsWhoeverWaitsAndWhoeverComes()
    {
        await using var shop = await Shop.OpenAsync(
            model: false, options: options => options with { ApiKey = "0123456789abcdef" });
        using var client = RecsysClient.Connect(
            shop.Server.Server.Address, new() { ApiKey = "0123456789abcdeX", Timeout = TimeSpan.FromMinutes(1) });
        var stream = client.OpenInteractionStream(Quick);
        var waiting = stream.SendAsync(View("a"));

        Assert.Equal(StatusCode.Unauthenticated, (await FailureAsync(() => stream.FlushAsync())).StatusCode);
        Assert.Equal(ErrorReasons.ApiKeyInvalid, (await FailureAsync(() => waiting)).Reason);
        await FailureAsync(async () => await stream.AddAsync(View("b")));
        await FailureAsync(async () => await stream.DisposeAsync());
    }

    [Fact]
    public async Task NoServerForTooLong_Fails()
    {
        await using var proxy = new CuttableProxy();
        using var client = RecsysClient.Connect(proxy.Address);
        var stream = client.OpenInteractionStream(Quick with { GiveUpAfter = TimeSpan.Zero });
        await stream.AddAsync(View("a"));
        await FailureAsync(() => stream.FlushAsync());
        await FailureAsync(async () => await stream.DisposeAsync());
    }

    private static Interaction View(string id) =>
        new() { Id = id, CustomerId = "ann", ProductId = "p1", Type = InteractionType.View };

    private static RecsysClient Connect(Shop shop) => RecsysClient.Connect(shop.Server.Server.Address);

    private static Task<RecsysException> FailureAsync(Func<Task> action) =>
        Assert.ThrowsAsync<RecsysException>(action);

    private static Task<List<string>> JournalAsync(Shop shop) => JournalAsync(shop.Server.Server.Store);

    private static async Task<List<string>> JournalAsync(Storage.RecsysStore store)
    {
        var ids = new List<string>();
        await foreach (var item in store.Interactions.ReadAllAsync()) ids.Add(item.Interaction.Id);
        return ids;
    }
}
