namespace Recsys.Server.Training;

/// <summary>A run of training that somebody asked for. Thread-safe.</summary>
/// <param name="id">Id the server gave it.</param>
/// <param name="requestId">Id of the request that asked for it.</param>
/// <param name="parent">The version to go on from; empty trains in full.</param>
/// <param name="activate">Whether the new version goes live.</param>
/// <param name="asked">When it was asked for.</param>
/// <param name="status">As it begins.</param>
internal sealed class QueuedTraining(
    string id, string requestId, string parent, bool activate, DateTimeOffset asked, TrainingStatus status)
{
    private readonly Lock _gate = new();
    private TrainingStatus _status = status;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public string RequestId => requestId;

    public string Parent => parent;

    public bool Activate => activate;

    public DateTimeOffset Asked => asked;

    /// <summary>As it is now.</summary>
    public TrainingStatus Status => Look().Status;

    /// <summary>As it is now, and a task that ends with the next change.</summary>
    public (TrainingStatus Status, Task Changed) Look()
    {
        lock (_gate) return (_status, _changed.Task);
    }

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
