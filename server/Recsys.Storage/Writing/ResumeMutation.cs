using Recsys.Storage.Interactions;
using Recsys.Storage.Records;

namespace Recsys.Storage.Writing;

/// <summary>
/// Hands a stream of interactions over to a new connection, behind every batch that the one before managed to ask for.
/// </summary>
internal sealed class ResumeMutation(StoreWriter writer, StreamMark known) : Mutation
{
    private readonly TaskCompletionSource<InteractionStream> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private InteractionStream? _stream;

    public Task<InteractionStream> Result => _result.Task;

    /// <summary>Nobody waits any more: the stream is let go of as soon as it is there.</summary>
    public void GiveUp() => Result.ContinueWith(
        static done => done.Result.Dispose(), CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    public override bool Prepare(WriteGroup group)
    {
        long last = Math.Max(known.Batch, group.LastBatch(known.Stream));
        _stream = new InteractionStream(writer, known.Stream, last);
        // A stream that was forgotten is remembered again, and one that is gone on with is not forgotten.
        group.Mark(new StreamMark(known.Stream, last));
        return true;
    }

    public override void Succeed(long durablePosition) => _result.SetResult(_stream!);

    public override void Fail(Exception error)
    {
        _stream?.Dispose();
        _result.SetException(error);
    }
}
