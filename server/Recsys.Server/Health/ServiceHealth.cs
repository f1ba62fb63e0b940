using Recsys.Standard.Health;
using static Recsys.Standard.Health.HealthCheckResponse.Types;

namespace Recsys.Server.Health;

/// <summary>Which services are ready for calls; watchers learn of changes at once. Thread-safe.</summary>
internal sealed class ServiceHealth
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServingStatus> _statuses = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();
    private bool _stopping;

    /// <summary>Sets the state of one service; the empty name is the server as a whole.</summary>
    public void Set(string service, bool serving)
    {
        lock (_gate)
        {
            var status = serving && !_stopping ? ServingStatus.Serving : ServingStatus.NotServing;
            if (_statuses.TryGetValue(service, out var before) && before == status) return;
            _statuses[service] = status;
            Signal();
        }
    }

    /// <summary>Says of all services, for good, that they are no longer ready.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            foreach (string service in _statuses.Keys.ToArray()) _statuses[service] = ServingStatus.NotServing;
            Signal();
        }
    }

    /// <summary>The state of one service, or null when there is no such service.</summary>
    public ServingStatus? Read(string service)
    {
        lock (_gate) return _statuses.TryGetValue(service, out var status) ? status : null;
    }

    /// <summary>
    /// The state of one service, what completes at the next change of any, and whether there will be none.
    /// </summary>
    public (ServingStatus? Status, Task Changed, bool Final) Observe(string service)
    {
        lock (_gate)
            return (_statuses.TryGetValue(service, out var status) ? status : null, _changed.Task, _stopping);
    }

    /// <summary>The states of all services.</summary>
    public HealthListResponse List()
    {
        var answer = new HealthListResponse();
        lock (_gate)
        {
            foreach (var (service, status) in _statuses)
                answer.Statuses[service] = new HealthCheckResponse { Status = status };
        }
        return answer;
    }

    private void Signal()
    {
        var before = _changed;
        _changed = NewSignal();
        before.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
