using Recsys.Storage.Interactions;

namespace Recsys.Server.Services.Interactions;

/// <summary>A batch of a stream on its way into the journal; the first answer of one that goes on has none.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Batch">What came, or null.</param>
/// <param name="Appended">Ends when it is durable and applied.</param>
internal readonly record struct PendingBatch(long Number, InteractionBatch? Batch, Task<AppendResult> Appended)
{
    /// <summary>About how much memory it takes.</summary>
    public long Bytes => Batch?.Bytes ?? 0;

    /// <summary>The acknowledgement, once it is durable.</summary>
    public V1.IngestInteractionsResponse Acknowledge(UInt128 stream)
    {
        var answer = new V1.IngestInteractionsResponse
        {
            BatchNumber = Number,
            JournalPosition = Appended.Result.DurablePosition,
            ResumeToken = new ResumeToken(stream, Number).Encode(),
        };
        Batch?.Summarize(Appended.Result, answer);
        return answer;
    }
}
