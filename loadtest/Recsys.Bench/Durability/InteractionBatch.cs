using Google.Protobuf.WellKnownTypes;
using Recsys.V1;

namespace Recsys.Bench.Durability;

/// <summary>Consecutive interactions of one client, on their way.</summary>
internal sealed class InteractionBatch
{
    private readonly InteractionPlan _plan;
    private readonly ClientLedger _ledger;

    private InteractionBatch(InteractionPlan plan, ClientLedger ledger, int first, int count)
    {
        (_plan, _ledger, First) = (plan, ledger, first);
        Interactions = [.. Enumerable.Range(first, count).Select(number => Write(plan.At(ledger.Client, number)))];
    }

    /// <summary>Number of its first interaction.</summary>
    public int First { get; }

    public IReadOnlyList<Interaction> Interactions { get; }

    /// <summary>How many of them the server is to take.</summary>
    public int ValidCount => Interactions.Where((_, i) => _plan.IsValid(_ledger.Client, First + i)).Count();

    /// <summary>Makes the client's next batch and notes that it is sent.</summary>
    public static InteractionBatch Next(InteractionPlan plan, ClientLedger ledger, int count) =>
        new(plan, ledger, ledger.Send(count), count);

    /// <summary>Notes what the server said of one: taken or known, or rejected.</summary>
    public void Note(int index, bool rejected, string why = "")
    {
        bool valid = _plan.IsValid(_ledger.Client, First + index);
        if (valid && rejected)
            throw new BenchException($"The server rejected {Interactions[index].Id}, which is right: {why}");
        if (!valid && !rejected)
            throw new BenchException($"The server took {Interactions[index].Id}, which is wrong.");
        _ledger.Note(First + index, rejected ? SendState.Rejected : SendState.Acknowledged);
    }

    /// <summary>Notes that the batch is durable where the server does not say more than that.</summary>
    public void NoteDurable()
    {
        for (int i = 0; i < Interactions.Count; i++) NoteDurable(i);
    }

    /// <summary>Notes of one that its batch is durable; it was rejected if it is wrong.</summary>
    public void NoteDurable(int index) => Note(index, !_plan.IsValid(_ledger.Client, First + index));

    private static Interaction Write(Pipeline.Interactions.Interaction item) => new()
    {
        Id = item.Id,
        CustomerId = item.CustomerId,
        SessionId = item.SessionId,
        ProductId = item.ProductId,
        Type = (InteractionType)item.Type,
        EventTime = Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(item.TimeMs)),
        Value = item.Value,
        Quantity = item.Quantity,
        Price = item.Price,
        DwellMs = item.DwellMs,
        Country = item.Country,
    };
}
