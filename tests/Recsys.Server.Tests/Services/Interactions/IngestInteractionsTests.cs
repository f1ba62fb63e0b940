using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Recsys.Server.Services.Interactions;
using Recsys.Server.Tests.Testing;
using Recsys.Standard.Rpc;
using Recsys.V1;
using static Recsys.Server.Tests.Services.Interactions.Ingest;

namespace Recsys.Server.Tests.Services.Interactions;

public sealed class IngestInteractionsTests
{
    [Fact]
    public async Task Batches_AreAcknowledgedInOrderWithWhatBecameOfThem()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var stream = new Ingest(shop.Interactions);
        var unknown = View("unknown", "nothing");
        var wrong = View("wrong");
        wrong.Price = -1;

        await stream.SendAsync(1, View("a"), View("b"));
        await stream.SendAsync(2, wrong, View("a"), View("c"), unknown, View("c"));
        var first = await stream.ReadAsync();
        var second = await stream.ReadAsync();

        Assert.Equal((1, 2, 0), (first.BatchNumber, first.AcceptedCount, first.DuplicateCount));
        Assert.Empty(first.Rejections);
        Assert.Equal((2, 1, 2), (second.BatchNumber, second.AcceptedCount, second.DuplicateCount));
        Assert.Equal([1, 4], second.DuplicateIndexes);
        Assert.Equal([0, 3], second.Rejections.Select(one => one.Index));
        Assert.Equal(
            [("wrong", "INVALID_FIELD", "price"), ("unknown", ErrorReasons.ProductNotFound, "product_id")],
            second.Rejections.Select(one => (one.InteractionId, one.Rejection.Reason, one.Rejection.Field)));
        Assert.True(second.JournalPosition >= first.JournalPosition && first.JournalPosition > 0);
        Assert.InRange(second.ResumeToken.Length, 1, 128);
        Assert.Equal(3, shop.Server.Server.Store.Interactions.Count);
    }

    [Fact]
    public async Task HalfClose_AllIsAcknowledgedThenTheCallEndsWell()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var stream = new Ingest(shop.Interactions);
        for (int batch = 1; batch <= 100; batch++) await stream.SendAsync(batch, View($"i{batch}"));
        await stream.CompleteAsync();

        for (int batch = 1; batch <= 100; batch++) Assert.Equal(batch, (await stream.ReadAsync()).BatchNumber);
        Assert.True(await stream.EndedAsync());
    }

    [Fact]
    public async Task NothingSent_EndsWell()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var stream = new Ingest(shop.Interactions);
        await stream.CompleteAsync();
        Assert.True(await stream.EndedAsync());
    }

    public static TheoryData<string[], IngestInteractionsRequest[]> WrongMessages => new()
    {
        { ["batch_number", "interactions"], [new()] },
        { ["batch_number"], [Batch(2)] },
        { ["batch_number"], [Batch(1), Batch(1)] },
        { ["batch_number"], [Batch(1), Batch(3)] },
        { ["interactions"], [new() { BatchNumber = 1 }] },
        { ["interactions"], [Batch(1, 10_001)] },
        { ["resume_token"], [new() { ResumeToken = "made-up" }] },
        { ["resume_token"], [Batch(1), new() { BatchNumber = 2, Interactions = { View("x") }, ResumeToken = "x" }] },
        {
            ["batch_number"],
            [
                new()
                {
                    BatchNumber = 2, Interactions = { View("x") }, ResumeToken = new ResumeToken(5, 1).Encode(),
                },
            ]
        },
    };

    [Theory]
    [MemberData(nameof(WrongMessages))]
    public async Task WrongMessage_EndsTheCallBehindTheAcknowledgements(
        string[] fields, IngestInteractionsRequest[] messages)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var stream = new Ingest(shop.Interactions);
        foreach (var message in messages) await stream.WriteAsync(message);

        for (int good = 1; good < messages.Length; good++)
            Assert.Equal(good, (await stream.ReadAsync()).BatchNumber);
        var (code, reason, error) = await stream.FailureAsync();

        Assert.Equal((StatusCode.InvalidArgument, ErrorReasons.InvalidFields), (code, reason));
        Assert.Equal(
            fields, ErrorDetails.Detail<BadRequest>(error).FieldViolations.Select(violation => violation.Field));
        Assert.Equal(messages.Length - 1, shop.Server.Server.Store.Interactions.Count);
        Assert.Empty(shop.Server.Errors);
    }

    [Fact]
    public async Task MessageTooLarge_EndsTheCallBehindTheAcknowledgements()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var stream = new Ingest(shop.Interactions);
        await stream.SendAsync(1, View("a"));
        Assert.Equal(1, (await stream.ReadAsync()).BatchNumber);
        var large = View("large");
        large.Country = new string('x', 5 << 20);
        // How much of it leaves before the server has seen its length is up to chance.
        var sending = stream.SendAsync(2, large);

        var (code, reason, _) = await stream.FailureAsync();

        // What had not left by then waits for room that never comes, until the call is let go.
        stream.Dispose();
        await Record.ExceptionAsync(() => sending);
        Assert.Equal((StatusCode.ResourceExhausted, ErrorReasons.MessageTooLarge), (code, reason));
    }

    [Fact]
    public async Task Resume_NamesTheLastDurableBatchAndGoesOn()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        string token;
        using (var broken = new Ingest(shop.Interactions))
        {
            await broken.SendAsync(1, View("a"));
            token = (await broken.ReadAsync()).ResumeToken;
            await broken.SendAsync(2, View("b"));
            await broken.ReadAsync();
        }

        using var stream = new Ingest(shop.Interactions);
        await stream.ResumeAsync(token);
        var answer = await stream.ReadAsync();
        await stream.SendAsync(3, View("b"), View("c"));
        var next = await stream.ReadAsync();

        Assert.Equal((2, 0, 0), (answer.BatchNumber, answer.AcceptedCount, answer.DuplicateCount));
        Assert.NotEqual("", answer.ResumeToken);
        Assert.Equal((3, 1, 1), (next.BatchNumber, next.AcceptedCount, next.DuplicateCount));
        Assert.Equal(3, shop.Server.Server.Store.Interactions.Count);
    }

    [Fact]
    public async Task Resume_ForgottenStream_GoesOnBehindTheTokensBatch()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var stream = new Ingest(shop.Interactions);
        await stream.ResumeAsync(new ResumeToken(12345, 17).Encode());
        Assert.Equal(17, (await stream.ReadAsync()).BatchNumber);
        await stream.SendAsync(18, View("a"));
        Assert.Equal(18, (await stream.ReadAsync()).BatchNumber);
    }

    [Fact]
    public async Task ManyStreams_AreBounded()
    {
        await using var shop = await Shop.OpenAsync(
            model: false, options: options => options with { MaxIngestStreams = 1 });
        using (var first = new Ingest(shop.Interactions))
        {
            await first.SendAsync(1, View("a"));
            await first.ReadAsync();
            using var second = new Ingest(shop.Interactions);
            var (code, reason, _) = await second.FailureAsync();
            Assert.Equal((StatusCode.Unavailable, ErrorReasons.Overloaded), (code, reason));
            await first.CompleteAsync();
            Assert.True(await first.EndedAsync());
        }
        using var third = new Ingest(shop.Interactions);
        await third.SendAsync(1, View("b"));
        Assert.Equal(1, (await third.ReadAsync()).BatchNumber);
    }

    [Fact]
    public async Task Cancel_LeavesNothingBehind()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var room = shop.Server.Server.Services.GetRequiredService<IngestRoom>();
        using var cancel = new CancellationTokenSource();
        using (var stream = new Ingest(shop.Interactions, cancel.Token))
        {
            await stream.SendAsync(1, View("a"));
            await stream.ReadAsync();
            for (int batch = 2; batch < 50; batch++) await stream.SendAsync(batch, View($"i{batch}"));
            await cancel.CancelAsync();
        }
        using var next = new Ingest(shop.Interactions);
        await next.SendAsync(1, View("b"));
        await next.ReadAsync();
        // The other call ends on its own thread, soon.
        Assert.True(SpinWait.SpinUntil(() => room.Streams == 1 && room.Bytes.Used == 0, TimeSpan.FromSeconds(10)));
        Assert.Empty(shop.Server.Errors);
    }

    [Fact]
    public async Task Stop_AcknowledgesWhatIsThereAndTellsToReconnect()
    {
        // Until the client has its status the connection stands; without a delay the two race.
        var delay = TimeSpan.FromMinutes(4);
        var clock = new HandClock(delay);
        await using var shop = await Shop.OpenAsync(
            model: false, options: options => options with { DrainDelay = delay }, time: clock);
        using var stream = new Ingest(shop.Interactions);
        await stream.SendAsync(1, View("a"));
        await stream.ReadAsync();
        await stream.SendAsync(2, View("b"));
        var stopping = shop.Server.Server.StopAsync();

        var (code, reason, _) = await stream.FailureAsync();
        using var late = new Ingest(shop.Interactions);
        var (lateCode, lateReason, _) = await late.FailureAsync();

        Assert.Equal((StatusCode.Unavailable, ErrorReasons.ServerStopping), (code, reason));
        Assert.Equal((StatusCode.Unavailable, ErrorReasons.ServerStopping), (lateCode, lateReason));
        (await clock.RunOut)();
        await stopping;
        Assert.Empty(shop.Server.Errors);
    }

    [Fact]
    public async Task FastSender_IsSlowedNotBuffered()
    {
        await using var shop = await Shop.OpenAsync(
            model: false, options: options => options with { MaxIngestBytes = 1 << 20 });
        using var stream = new Ingest(shop.Interactions);
        const int batches = 60, size = 2000;
        var sending = Task.Run(async () =>
        {
            for (int batch = 1; batch <= batches; batch++)
            {
                int from = batch * size;
                await stream.SendAsync(batch, [.. Enumerable.Range(from, size).Select(number => View($"i{number}"))]);
            }
            await stream.CompleteAsync();
        });
        for (int batch = 1; batch <= batches; batch++)
            Assert.Equal(size, (await stream.ReadAsync()).AcceptedCount);
        await sending;
        Assert.Equal(batches * size, shop.Server.Server.Store.Interactions.Count);
    }

    private static IngestInteractionsRequest Batch(long number, int count = 1) => new()
    {
        BatchNumber = number,
        Interactions = { Enumerable.Range(0, count).Select(i => View($"{number}-{i}")) },
    };
}
