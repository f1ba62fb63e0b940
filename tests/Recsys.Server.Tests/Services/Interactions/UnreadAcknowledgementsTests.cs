using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Recsys.Server.Services.Interactions;
using Recsys.Server.Tests.Testing;
using Recsys.V1;
using static Recsys.Server.Tests.Services.Interactions.Ingest;

namespace Recsys.Server.Tests.Services.Interactions;

public sealed class UnreadAcknowledgementsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1234);

    [Fact]
    public async Task ClientThatDoesNotRead_IsCutOffAndOthersAreServed()
    {
        var clock = new TimerClock(Patience);
        await using var shop = await Shop.OpenAsync(
            model: false, options: options => options with { AcknowledgementTimeout = Patience }, time: clock);
        var room = shop.Server.Server.Services.GetRequiredService<IngestRoom>();
        using var channel = shop.Server.Connect();
        using var deaf = new Ingest(new InteractionService.InteractionServiceClient(channel));
        using var other = new Ingest(new InteractionService.InteractionServiceClient(channel));
        await other.SendAsync(1, View("other-1"));
        await other.ReadAsync();

        // Each acknowledgement is about a megabyte of rejections, more than all windows and buffers on the way hold.
        var sending = Task.Run(async () =>
        {
            for (int batch = 1; batch <= 1000; batch++) await deaf.SendAsync(batch, Wrong(batch));
        });
        // Another call on the same connection goes on while the deaf one stands.
        await other.SendAsync(2, View("other-2"));
        Assert.Equal(2, (await other.ReadAsync()).BatchNumber);

        // The server ends the call before its client has read a byte.
        var patience = clock.RunOutAllAsync();
        Assert.True(SpinWait.SpinUntil(() => room.Streams <= 1, TimeSpan.FromSeconds(30)), "It was not cut off.");
        var (code, reason, _) = await deaf.FailureAsync();

        Assert.Equal((StatusCode.Aborted, ErrorReasons.AcknowledgementsNotRead), (code, reason));
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        using var third = new Ingest(shop.Interactions);
        await third.SendAsync(1, View("third-1"));
        Assert.Equal(1, (await third.ReadAsync()).BatchNumber);
        Assert.False(patience.IsCompleted);
        Assert.Empty(shop.Server.Errors);
    }

    private static Interaction[] Wrong(int batch) =>
        [.. Enumerable.Range(0, 5000).Select(number => new Interaction { Id = $"{batch}-{number}" })];
}
