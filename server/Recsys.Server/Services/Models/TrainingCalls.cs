using System.Globalization;
using Grpc.Core;
using Recsys.Models.Repository;
using Recsys.Server.Errors;
using Recsys.Server.Services.Catalogue;
using Recsys.Server.Services.Validation;
using Recsys.Server.Training;
using Recsys.Storage;

namespace Recsys.Server.Services.Models;

/// <summary>The calls of ModelService that train.</summary>
internal sealed class TrainingCalls(
    TrainingQueue queue, TrainingWatchRoom watchers, ModelRepository repository, RecsysStore store)
{
    // A training takes minutes.
    private static readonly TimeSpan QueueRetry = TimeSpan.FromMinutes(1), WatchRetry = TimeSpan.FromSeconds(1);

    /// <summary>Starts a run, or finds the one that the request started before.</summary>
    public V1.StartTrainingResponse Start(V1.StartTrainingRequest request)
    {
        RequireServed("StartTraining");
        var violations = new Violations();
        violations.Id("request_id", request.RequestId);
        violations.OptionalId("parent_version", request.ParentVersion);
        violations.ThrowIfAny();
        // What it needed is looked at once: a repeated call is answered whatever became of it since.
        var run = queue.FindByRequest(request.RequestId) ?? Ask(request);
        return new V1.StartTrainingResponse { TrainingRun = TrainingMapping.Write(run, run.Status) };
    }

    /// <summary>Sends a run with every change until it ended.</summary>
    public async Task WatchAsync(
        V1.WatchTrainingRequest request, IServerStreamWriter<V1.WatchTrainingResponse> to,
        CancellationToken cancellation)
    {
        var run = Find("WatchTraining", request.TrainingRunId);
        if (!watchers.TryEnter())
        {
            throw RpcErrors.Unavailable(
                V1.ErrorReasons.Overloaded,
                $"Runs of training have {TrainingWatchRoom.Most} watchers, and take no more.", WatchRetry);
        }
        try
        {
            await WatchAsync(run, to, cancellation);
        }
        finally
        {
            watchers.Leave();
        }
    }

    /// <summary>A page of the runs that are remembered.</summary>
    public V1.ListTrainingRunsResponse List(V1.ListTrainingRunsRequest request)
    {
        RequireServed("ListTrainingRuns");
        var violations = new Violations();
        int pageSize = PageTokens.Size(violations, request.PageSize);
        string after = PageTokens.Read(violations, PageKind.TrainingRuns, request.PageToken);
        violations.ThrowIfAny();

        // By number: of the ids of one second, the tenth sorts before the ninth. The first page has none.
        int below = int.TryParse(after, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;
        var older = queue.List().Where(run => run.Number < below).Take(pageSize + 1).ToList();
        var answer = new V1.ListTrainingRunsResponse();
        foreach (var run in older.Take(pageSize)) answer.TrainingRuns.Add(TrainingMapping.Write(run, run.Status));
        if (older.Count > pageSize)
            answer.NextPageToken = PageTokens.After(
                PageKind.TrainingRuns, older[pageSize - 1].Number.ToString(CultureInfo.InvariantCulture));
        return answer;
    }

    /// <summary>Cancels a run.</summary>
    public async Task<V1.CancelTrainingResponse> CancelAsync(V1.CancelTrainingRequest request)
    {
        var run = Find("CancelTraining", request.TrainingRunId);
        await queue.CancelAsync(run);
        return new V1.CancelTrainingResponse { TrainingRun = TrainingMapping.Write(run, run.Status) };
    }

    private QueuedTraining Find(string call, string id)
    {
        RequireServed(call);
        var violations = new Violations();
        violations.Id("training_run_id", id);
        violations.ThrowIfAny();
        return queue.Find(id) ?? throw RpcErrors.NotFound(
            V1.ErrorReasons.TrainingRunNotFound,
            "There is no run of training of this id; the latest that ended are remembered, until the server restarts.",
            "training_run_id", id);
    }

    private async Task WatchAsync(
        QueuedTraining run, IServerStreamWriter<V1.WatchTrainingResponse> to, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, watchers.Stopping);
        try
        {
            while (true)
            {
                // Whoever reads slowly is told of what is, not of all that was.
                var (status, changed) = run.Look();
                var answer = new V1.WatchTrainingResponse { TrainingRun = TrainingMapping.Write(run, status) };
                // A write that is cancelled ends the call without a word; one that is only left does not.
                await to.WriteAsync(answer, CancellationToken.None).WaitAsync(either.Token);
                if (status.HasEnded) return;
                await changed.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (watchers.Stopping.IsCancellationRequested)
        {
            throw Stopping();
        }
    }

    private QueuedTraining Ask(V1.StartTrainingRequest request)
    {
        if (request.ParentVersion.Length > 0 && !repository.Contains(request.ParentVersion))
            throw RpcErrors.NotFound(
                V1.ErrorReasons.ModelNotFound, "There is no model version of this name to go on from.", "version",
                request.ParentVersion);
        if (store.Interactions.Count == 0)
            throw RpcErrors.Make(
                StatusCode.FailedPrecondition, V1.ErrorReasons.NotEnoughData,
                "The store holds no interactions to train on: send or import some first.");
        try
        {
            return queue.Ask(request.RequestId, request.ParentVersion, request.Activate) ?? throw RpcErrors.Exhausted(
                V1.ErrorReasons.TrainingQueueFull,
                $"One run of training is under way and {TrainingQueue.MostWaiting} wait for it; ask again when one "
                + "has ended.", QueueRetry);
        }
        catch (OperationCanceledException)
        {
            throw Stopping();
        }
    }

    private void RequireServed(string call)
    {
        if (!queue.CanTrain)
            throw RpcErrors.NotServed(
                $"This server does not serve {call}; train and publish with `recsys train` beside it.");
    }

    private static RpcException Stopping() => RpcErrors.Unavailable(
        V1.ErrorReasons.ServerStopping, "The server is stopping, and ends its training.", WatchRetry);
}
