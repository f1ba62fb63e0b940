using Recsys.Storage.Catalogue;
using Recsys.Storage.Records;

namespace Recsys.Storage.Writing;

/// <summary>Deletes a product or customer.</summary>
internal sealed class DeleteMutation<T>(EntityKind<T> kind, string id, string etag) : Mutation
{
    private readonly TaskCompletionSource<WriteResult<T>> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriteResult<T> _decided = new(WriteOutcome.NotFound);

    public Task<WriteResult<T>> Result => _result.Task;

    public override bool Prepare(WriteGroup group)
    {
        _decided = Decide(group);
        return true;
    }

    public override void Succeed(long durablePosition) => _result.SetResult(_decided);

    public override void Fail(Exception error) => _result.SetException(error);

    private WriteResult<T> Decide(WriteGroup group)
    {
        if (FieldRules.Id("id", id) is { } violation)
            return new WriteResult<T>(WriteOutcome.Invalid, Violation: violation);
        if (group.Find(kind.StateKey, id) is not { } bytes) return new WriteResult<T>(WriteOutcome.NotFound);
        var reader = new RecordReader(bytes);
        var before = EntityHead.Read(ref reader);
        if (before.Deleted) return new WriteResult<T>(WriteOutcome.NotFound);
        if (etag.Length > 0 && etag != before.Etag) return new WriteResult<T>(WriteOutcome.EtagMismatch);
        var head = before with { Deleted = true, Version = before.Version + 1, UpdatedMs = group.NowMs };
        group.Bury(kind, id, head, reader.Rest);
        return new WriteResult<T>(WriteOutcome.Deleted);
    }
}
