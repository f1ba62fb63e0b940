using Recsys.Pipeline.Interactions;
using Recsys.Storage.Interactions;
using Recsys.Storage.Telemetry;

namespace Recsys.Storage.Writing;

/// <summary>Appends interactions.</summary>
internal sealed class AppendMutation(IReadOnlyList<Interaction> items) : Mutation
{
    private readonly TaskCompletionSource<AppendResult> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AppendOutcome[] _outcomes = new AppendOutcome[items.Count];
    private int _next;

    public Task<AppendResult> Result => _result.Task;

    public override bool Prepare(WriteGroup group)
    {
        for (; _next < items.Count && !group.IsFull; _next++) _outcomes[_next] = Decide(group, items[_next]);
        return _next == items.Count;
    }

    public override void Succeed(long durablePosition)
    {
        Count();
        _result.SetResult(new AppendResult(_outcomes, durablePosition));
    }

    public override void Fail(Exception error) => _result.SetException(error);

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
        if (InteractionRules.Violation(item) is { } reason) return AppendOutcome.Rejected(reason);
        if (!group.TryGetRow(item.ProductId, out int row))
            return AppendOutcome.Rejected(RejectionReasons.ProductNotFound);
        if (!group.TryTake(item.Id)) return AppendOutcome.Duplicate;
        InteractionCodec.Write(group.Records, item, row);
        return AppendOutcome.Accepted;
    }
}
