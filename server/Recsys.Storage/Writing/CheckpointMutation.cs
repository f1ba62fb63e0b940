namespace Recsys.Storage.Writing;

/// <summary>Asks for a checkpoint after everything that was asked for before it.</summary>
internal sealed class CheckpointMutation : Mutation
{
    private readonly TaskCompletionSource _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Result => _result.Task;

    public override bool Prepare(WriteGroup group) => true;

    public override void Succeed(long durablePosition) => _result.SetResult();

    public override void Fail(Exception error) => _result.SetException(error);
}
