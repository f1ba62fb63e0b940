namespace Recsys.Server.Training;

/// <summary>A run of training that somebody asked for. Thread-safe.</summary>
/// <param name="number">How many were asked for up to it, since the server started.</param>
/// <param name="id">Id the server gave it.</param>
/// <param name="requestId">Id of the request that asked for it.</param>
/// <param name="parent">The version to go on from; empty trains in full.</param>
/// <param name="activate">Whether the new version goes live.</param>
/// <param name="asked">When it was asked for.</param>
/// <param name="status">As it begins.</param>
internal sealed class QueuedTraining(
    int number, string id, string requestId, string parent, bool activate, DateTimeOffset asked, TrainingStatus status)
{
    private readonly Lock _gate = new();
    // Never disposed of: it holds no timer and no handle, and may be asked for as long as the run is remembered.
    private readonly CancellationTokenSource _cancellation = new();
    private TrainingStatus _status = status;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Number => number;

    public string Id => id;

    public string RequestId => requestId;

    public string Parent => parent;

    public bool Activate => activate;

    public DateTimeOffset Asked => asked;

    /// <summary>Cancelled once somebody wants the run to end.</summary>
    public CancellationToken Cancelled => _cancellation.Token;

    /// <summary>As it is now.</summary>
    public TrainingStatus Status => Look().Status;

    /// <summary>As it is now, and a task that ends with the next change.</summary>
    public (TrainingStatus Status, Task Changed) Look()
    {
        lock (_gate) return (_status, _changed.Task);
    }

    /// <summary>Lets who trains it know that it is to end.</summary>
    public Task CancelAsync() => _cancellation.CancelAsync();

    /// <summary>Says how it is now.</summary>
    public void Set(TrainingStatus now)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _status = now;
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        changed.SetResult();
    }
}
