using Recsys.Pipeline.Interactions;
using Recsys.Server.Measuring;
using Recsys.Server.Services.Validation;
using Recsys.Storage.Interactions;

namespace Recsys.Server.Services.Interactions;

/// <summary>A batch of the contract, read and checked: what the store is given, and what is wrong.</summary>
internal sealed class InteractionBatch
{
    // Rough size of the objects one interaction or one rejection makes, texts aside.
    private const int ObjectBytes = 256;
    private List<(int Index, V1.InteractionResult Result)>? _wrong;

    private InteractionBatch(int count) => (Count, Valid) = (count, new List<Interaction>(count));

    /// <summary>Interactions in all.</summary>
    public int Count { get; }

    /// <summary>Those with nothing wrong, in their order.</summary>
    public List<Interaction> Valid { get; }

    /// <summary>About how much memory it takes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Reads and checks a batch.</summary>
    /// <param name="interactions">The batch.</param>
    /// <param name="nowMs">Time of interactions that name none.</param>
    public static InteractionBatch Read(IReadOnlyList<V1.Interaction> interactions, long nowMs)
    {
        var batch = new InteractionBatch(interactions.Count);
        // One list of violations does for all interactions that have none.
        var violations = new Violations();
        long bytes = 0;
        for (int i = 0; i < interactions.Count; i++)
        {
            var from = interactions[i];
            bytes += ObjectBytes + 2 * (from.Id.Length + from.CustomerId.Length + from.SessionId.Length
                + from.ProductId.Length + from.Country.Length + from.AttributionToken.Length);
            var item = InteractionMapping.Read(violations, from, nowMs);
            if (violations.None)
            {
                batch.Valid.Add(item);
                continue;
            }
            (batch._wrong ??= []).Add((i, InteractionMapping.Rejected(from.Id, violations)));
            bytes += ObjectBytes;
            violations = new Violations();
        }
        batch.Bytes = bytes;
        return batch;
    }

    /// <summary>What became of one interaction after the other, in the order of the batch.</summary>
    public IEnumerable<V1.InteractionResult> Results(AppendResult appended)
    {
        int wrong = 0, next = 0;
        for (int i = 0; i < Count; i++)
        {
            var result = wrong < _wrong?.Count && _wrong[wrong].Index == i
                ? _wrong[wrong++].Result
                : InteractionMapping.Write(Valid[next].Id, appended.Outcomes[next++]);
            result.Index = i;
            yield return result;
        }
    }

    /// <summary>Measures a batch that is durable and applied.</summary>
    /// <param name="meter">Takes the figures.</param>
    /// <param name="read">When it was read, as the meter has it.</param>
    /// <param name="appended">What became of it.</param>
    public void Measure(IngestMeter meter, long read, AppendResult appended)
    {
        var (accepted, duplicates, rejected) = Tally(appended);
        meter.Applied(read, accepted, duplicates, rejected + (_wrong?.Count ?? 0));
    }

    /// <summary>The same as counts, with the rejections alone as results.</summary>
    public void Summarize(AppendResult appended, V1.IngestInteractionsResponse to)
    {
        var (accepted, duplicates, rejected) = Tally(appended);
        to.AcceptedCount = accepted;
        to.DuplicateCount = duplicates;
        if (duplicates + rejected == 0 && _wrong is null) return;
        foreach (var result in Results(appended))
        {
            if (result.Outcome == V1.InteractionOutcome.Rejected) to.Rejections.Add(result);
            else if (result.Outcome == V1.InteractionOutcome.Duplicate) to.DuplicateIndexes.Add(result.Index);
        }
    }

    private static (int Accepted, int Duplicates, int Rejected) Tally(AppendResult appended)
    {
        int duplicates = 0, rejected = 0;
        var outcomes = appended.Outcomes;
        for (int i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i].Status == AppendStatus.Duplicate) duplicates++;
            else if (outcomes[i].Status == AppendStatus.Rejected) rejected++;
        }
        return (outcomes.Count - duplicates - rejected, duplicates, rejected);
    }
}
