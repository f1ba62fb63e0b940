using Recsys.Storage.Catalogue;

namespace Recsys.Storage.Writing;

/// <summary>
/// Creates, updates or upserts products or customers: one, or many that succeed or fail each on its own.
/// </summary>
internal sealed class EntityMutation<T>(EntityKind<T> kind, EntityVerb verb, IReadOnlyList<T> values, string etag)
    : Mutation
{
    private readonly TaskCompletionSource<IReadOnlyList<WriteResult<T>>> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WriteResult<T>[] _results = new WriteResult<T>[values.Count];
    private int _next;

    public Task<IReadOnlyList<WriteResult<T>>> Result => _result.Task;

    public override bool Prepare(WriteGroup group)
    {
        for (; _next < values.Count && !group.IsFull; _next++) _results[_next] = Decide(group, values[_next]);
        return _next == values.Count;
    }

    public override void Succeed(long durablePosition) => _result.SetResult(_results);

    public override void Fail(Exception error) => _result.SetException(error);

    private WriteResult<T> Decide(WriteGroup group, T value)
    {
        if (kind.Violation(value) is { } violation)
            return new WriteResult<T>(WriteOutcome.Invalid, Violation: violation);
        string id = kind.IdOf(value);
        var before = group.FindHead(kind.StateKey, id);
        bool exists = before is { Deleted: false };
        if (exists && verb == EntityVerb.Create) return new WriteResult<T>(WriteOutcome.AlreadyExists);
        if (!exists && verb == EntityVerb.Update) return new WriteResult<T>(WriteOutcome.NotFound);
        if (exists && etag.Length > 0 && etag != before!.Value.Etag)
            return new WriteResult<T>(WriteOutcome.EtagMismatch);

        long nowMs = group.NowMs;
        int row = before?.Row ?? (kind.StateKey == State.StateKey.Product ? group.NextRow : 0);
        var head = new EntityHead(
            false, row, (before?.Version ?? 0) + 1, exists ? before!.Value.CreatedMs : nowMs, nowMs);
        if (!group.TryPut(kind, id, head, value))
        {
            return new WriteResult<T>(WriteOutcome.Invalid, Violation: new FieldViolation(
                "", $"is larger than {StorageLimits.RecordBytes / 1024} KiB in all: shorten texts or the embedding"));
        }
        var stored = new Stored<T>(kind.WithTimes(value, head.CreatedMs, head.UpdatedMs), head.Etag);
        return new WriteResult<T>(exists ? WriteOutcome.Updated : WriteOutcome.Created, stored);
    }
}
