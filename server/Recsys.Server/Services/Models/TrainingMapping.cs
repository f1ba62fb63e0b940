using Recsys.Server.Services.Validation;
using Recsys.Server.Training;

namespace Recsys.Server.Services.Models;

/// <summary>Runs of training as the contract has them.</summary>
internal static class TrainingMapping
{
    /// <summary>A run as an answer has it.</summary>
    public static V1.TrainingRun Write(QueuedTraining run, TrainingStatus status)
    {
        var written = new V1.TrainingRun
        {
            Id = run.Id,
            State = State(status.Phase),
            StartTime = Times.ToTimestamp(run.Asked),
            Step = status.Step,
            Progress = (float)status.Progress,
            ModelVersion = status.Version ?? "",
            FailureDescription = status.Failure ?? "",
            RequestId = run.RequestId,
            ParentVersion = run.Parent,
            Activate = run.Activate,
        };
        if (status.Ended is { } ended) written.EndTime = Times.ToTimestamp(ended);
        foreach (var (name, value) in status.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
            written.Metrics.Add(new V1.ModelMetric { Name = name, Value = value });
        return written;
    }

    private static V1.TrainingState State(TrainingPhase phase) => phase switch
    {
        TrainingPhase.Pending => V1.TrainingState.Pending,
        TrainingPhase.Running => V1.TrainingState.Running,
        TrainingPhase.Succeeded => V1.TrainingState.Succeeded,
        TrainingPhase.Cancelled => V1.TrainingState.Cancelled,
        _ => V1.TrainingState.Failed,
    };
}
