using Recsys.V1;

namespace Recsys.Client.Ingestion;

/// <summary>A batch until it is durable. Its number stays its own over reconnections.</summary>
internal sealed class OutgoingBatch
{
    private readonly List<(Interaction Item, TaskCompletionSource<InteractionReceipt>? Receipt)> _items = [];
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is sent; complete once the batch has its number.</summary>
    public IngestInteractionsRequest Message { get; } = new();

    public long Number => Message.BatchNumber;

    public int Count => _items.Count;

    public int Bytes { get; private set; }

    /// <summary>Ends when the batch is durable, or the stream failed.</summary>
    public Task Settled => _settled.Task;

    public void Add(Interaction item, int bytes, TaskCompletionSource<InteractionReceipt>? receipt)
    {
        _items.Add((item, receipt));
        Message.Interactions.Add(item);
        Bytes += bytes;
    }

    /// <summary>Gives everybody what the server says.</summary>
    /// <returns>What was rejected.</returns>
    public IReadOnlyList<InteractionReceipt> Settle(IngestInteractionsResponse answer)
    {
        var rejected = new List<InteractionReceipt>(answer.Rejections.Count);
        int duplicate = 0, refused = 0;
        for (int i = 0; i < _items.Count; i++)
        {
            var (item, waiter) = _items[i];
            InteractionRejection? rejection = null;
            var fate = InteractionFate.Accepted;
            if (duplicate < answer.DuplicateIndexes.Count && answer.DuplicateIndexes[duplicate] == i)
            {
                fate = InteractionFate.Duplicate;
                duplicate++;
            }
            else if (refused < answer.Rejections.Count && answer.Rejections[refused].Index == i)
            {
                fate = InteractionFate.Rejected;
                rejection = answer.Rejections[refused++].Rejection;
            }
            if (waiter is null && rejection is null) continue;
            var receipt = new InteractionReceipt(item.Id, fate, rejection, answer.JournalPosition);
            waiter?.SetResult(receipt);
            if (rejection is not null) rejected.Add(receipt);
        }
        _settled.SetResult();
        return rejected;
    }

    /// <summary>The batch is durable, what exactly became of it is not known.</summary>
    public void Settle(long journalPosition)
    {
        foreach (var (item, waiter) in _items)
            waiter?.SetResult(new InteractionReceipt(item.Id, InteractionFate.Settled, null, journalPosition));
        _settled.SetResult();
    }

    public void Fail(Exception error)
    {
        foreach (var (_, waiter) in _items)
            if (waiter is not null) Fail(waiter, error);
        Fail(_settled, error);
    }

    // Not everybody still waits, and a failure must not count as one that nobody looked at.
    private static void Fail(TaskCompletionSource waiter, Exception error)
    {
        waiter.SetException(error);
        _ = waiter.Task.Exception;
    }

    private static void Fail(TaskCompletionSource<InteractionReceipt> waiter, Exception error)
    {
        waiter.SetException(error);
        _ = waiter.Task.Exception;
    }
}
