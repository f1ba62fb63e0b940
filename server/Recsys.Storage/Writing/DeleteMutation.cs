using Recsys.Storage.Catalogue;
using Recsys.Storage.Records;

namespace Recsys.Storage.Writing;

/// <summary>Deletes a product or customer.</summary>
internal sealed class DeleteMutation<T>(EntityKind<T> kind, string id, string etag) : Mutation
{
    private readonly TaskCompletionSource<WriteResult<T>> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriteResult<T> _decided = new(WriteOutcome.NotFound);

    public Task<WriteResult<T>> Result => _result.Task;

    public override void Prepare(WriteGroup group)
    {
        if (FieldRules.Id("id", id) is { } violation)
        {
            _decided = new WriteResult<T>(WriteOutcome.Invalid, Violation: violation);
            return;
        }
        if (group.Find(kind.StateKey, id) is not { } bytes) return;
        var reader = new RecordReader(bytes);
        var before = EntityHead.Read(ref reader);
        if (before.Deleted) return;
        if (etag.Length > 0 && etag != before.Etag)
        {
            _decided = new WriteResult<T>(WriteOutcome.EtagMismatch);
            return;
        }
        var head = before with { Deleted = true, Version = before.Version + 1, UpdatedMs = group.NowMs };
        group.Bury(kind, id, head, reader.Rest);
        _decided = new WriteResult<T>(WriteOutcome.Deleted);
    }

    public override void Succeed(long durablePosition) => _result.SetResult(_decided);

    public override void Fail(Exception error) => _result.SetException(error);
}
