using Recsys.Storage.Catalogue;
using Recsys.Storage.Erasure;
using Recsys.Storage.State;

namespace Recsys.Storage.Writing;

/// <summary>Erases a customer: the record, and everything that says what the customer did.</summary>
internal sealed class EraseMutation(string customerId, string etag) : Mutation
{
    private readonly TaskCompletionSource<EraseResult> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EraseResult _decided = new(WriteOutcome.NotFound);

    public Task<EraseResult> Result => _result.Task;

    public override bool Prepare(WriteGroup group)
    {
        _decided = Decide(group);
        return true;
    }

    public override void Succeed(long durablePosition) => _result.SetResult(
        _decided.Outcome == WriteOutcome.Deleted ? _decided with { JournalPosition = durablePosition } : _decided);

    public override void Fail(Exception error) => _result.SetException(error);

    private EraseResult Decide(WriteGroup group)
    {
        if (FieldRules.Id("id", customerId) is { } violation)
            return new EraseResult(WriteOutcome.Invalid, Violation: violation);
        var before = group.FindHead(StateKey.Customer, customerId);
        bool exists = before is { Deleted: false };
        if (!exists && !group.HasActed(customerId)) return new EraseResult(WriteOutcome.NotFound);
        // Without a record there is none of this etag either.
        if (etag.Length > 0 && !(exists && etag == before!.Value.Etag))
            return new EraseResult(WriteOutcome.EtagMismatch);

        long nowMs = group.NowMs;
        group.Erase(customerId, new EntityHead(true, 0, (before?.Version ?? 0) + 1, 0, nowMs));
        return new EraseResult(WriteOutcome.Deleted, nowMs);
    }
}
