using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Storage.Interactions;

namespace Recsys.Server.Services.Recommendations;

/// <summary>Waits for a journal position that a request demands.</summary>
internal static class PositionWait
{
    // What is left of the deadline after the wait: for the answer, or for the news that there is none.
    private const int MarginPart = 10;
    private static readonly TimeSpan MostMargin = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the position is applied, at most as long as the call's deadline allows.</summary>
    /// <exception cref="RpcException">DEADLINE_EXCEEDED: the position was not reached in time.</exception>
    public static async ValueTask RunAsync(
        InteractionLog log, long position, ServerCallContext context, TimeProvider time)
    {
        var left = context.Deadline - time.GetUtcNow().UtcDateTime;
        var margin = left / MarginPart;
        if (margin > MostMargin) margin = MostMargin;
        using var late = new CancellationTokenSource(Patience(left - margin), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.CancellationToken);
        try
        {
            await log.WaitForAppliedAsync(position, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw RpcErrors.Make(
                StatusCode.DeadlineExceeded, V1.ErrorReasons.JournalPositionNotReached,
                "The journal did not reach min_journal_position in time; ask again, or with a longer deadline.");
        }
    }

    // A call without a deadline has the end of time, which is more than a timer takes.
    private static TimeSpan Patience(TimeSpan wanted) =>
        wanted <= TimeSpan.Zero ? TimeSpan.Zero
        : wanted.TotalMilliseconds > int.MaxValue ? Timeout.InfiniteTimeSpan
        : wanted;
}
