namespace Recsys.Server.Tests.Testing;

internal sealed class ProbeState
{
    public Exception? Failure { get; set; }

    public SemaphoreSlim Entered { get; } = new(0);

    public TaskCompletionSource LetGo { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<bool> GaveUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
