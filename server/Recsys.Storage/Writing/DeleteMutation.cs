using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Catalogue;
using Recsys.Storage.State;

namespace Recsys.Storage.Writing;

/// <summary>Deletes a product.</summary>
internal sealed class DeleteMutation(string id, string etag) : Mutation
{
    private readonly TaskCompletionSource<WriteResult<Product>> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriteResult<Product> _decided = new(WriteOutcome.NotFound);

    public Task<WriteResult<Product>> Result => _result.Task;

    public override bool Prepare(WriteGroup group)
    {
        _decided = Decide(group);
        return true;
    }

    public override void Succeed(long durablePosition) => _result.SetResult(_decided);

    public override void Fail(Exception error) => _result.SetException(error);

    private WriteResult<Product> Decide(WriteGroup group)
    {
        if (FieldRules.Id("id", id) is { } violation)
            return new WriteResult<Product>(WriteOutcome.Invalid, Violation: violation);
        if (group.FindHead(StateKey.Product, id) is not { Deleted: false } before)
            return new WriteResult<Product>(WriteOutcome.NotFound);
        if (etag.Length > 0 && etag != before.Etag) return new WriteResult<Product>(WriteOutcome.EtagMismatch);
        var head = before with { Deleted = true, Version = before.Version + 1, UpdatedMs = group.NowMs };
        group.Bury(id, head);
        return new WriteResult<Product>(WriteOutcome.Deleted);
    }
}
