using Recsys.Pipeline.Interactions;
using Recsys.Storage.Interactions;
using Recsys.Storage.Telemetry;

namespace Recsys.Storage.Writing;

/// <summary>
/// Appends interactions, as a batch of a stream or on their own. What needs no state is checked by the caller, before
/// the writer's turn.
/// </summary>
internal sealed class AppendMutation : Mutation
{
    private readonly TaskCompletionSource<AppendResult> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<Interaction> _items;
    private readonly AppendOutcome[] _outcomes;
    private readonly InteractionStream? _stream;
    private readonly long _batch;
    private int _next;

    public AppendMutation(IReadOnlyList<Interaction> items, InteractionStream? stream = null, long batch = 0)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count > StorageLimits.InteractionsPerAppend)
        {
            throw new ArgumentException(
                $"An append takes at most {StorageLimits.InteractionsPerAppend} interactions, not {items.Count}.",
                nameof(items));
        }
        (_items, _stream, _batch) = (items, stream, batch);
        _outcomes = new AppendOutcome[items.Count];
        for (int i = 0; i < _outcomes.Length; i++)
        {
            if (items[i] is not { } item)
                throw new ArgumentException($"Interaction {i} of the append is null.", nameof(items));
            if (InteractionRules.Violation(item) is { } reason) _outcomes[i] = AppendOutcome.Rejected(reason);
        }
    }

    public Task<AppendResult> Result => _result.Task;

    public override bool Prepare(WriteGroup group)
    {
        if (_next == 0) _stream?.ThrowUnlessNext(_batch);
        for (; _next < _outcomes.Length && !group.IsFull; _next++)
        {
            ref var outcome = ref _outcomes[_next];
            if (outcome.Status != AppendStatus.Rejected) outcome = Decide(group, _items[_next]);
        }
        if (_next < _outcomes.Length) return false;
        if (_stream is null) return true;
        group.Mark(new StreamMark(_stream.Id, _batch));
        _stream.Take();
        return true;
    }

    public override void Succeed(long durablePosition)
    {
        Count();
        _result.SetResult(new AppendResult(_outcomes, durablePosition));
    }

    public override void Fail(Exception error)
    {
        _stream?.Break();
        _result.SetException(error);
    }

    private void Count()
    {
        if (!StorageTelemetry.Interactions.Enabled) return;
        Span<long> counts = stackalloc long[3];
        foreach (var outcome in _outcomes) counts[(int)outcome.Status]++;
        StorageTelemetry.Interactions.Add(
            counts[(int)AppendStatus.Accepted], StorageTelemetry.Tag("outcome", "accepted"));
        StorageTelemetry.Interactions.Add(
            counts[(int)AppendStatus.Duplicate], StorageTelemetry.Tag("outcome", "duplicate"));
        StorageTelemetry.Interactions.Add(
            counts[(int)AppendStatus.Rejected], StorageTelemetry.Tag("outcome", "rejected"));
    }

    private static AppendOutcome Decide(WriteGroup group, Interaction item)
    {
        if (!group.TryGetRow(item.ProductId, out int row))
            return AppendOutcome.Rejected(RejectionReasons.ProductNotFound);
        if (!group.TryTake(item.Id)) return AppendOutcome.Duplicate;
        InteractionCodec.Write(group.Records, item, row);
        return AppendOutcome.Accepted;
    }
}
