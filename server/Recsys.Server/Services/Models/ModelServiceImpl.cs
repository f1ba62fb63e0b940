using Grpc.Core;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Server.Errors;
using Recsys.Server.Models;
using Recsys.Server.Services.Catalogue;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Models;

/// <summary>The contract's ModelService: reads the repository, chooses the live version, trains.</summary>
internal sealed class ModelServiceImpl(
    ModelRepository repository, SnapshotHolder snapshots, LiveModel live, TrainingCalls training)
    : V1.ModelService.ModelServiceBase
{
    private const string Live = "live";

    public override Task<V1.ListModelsResponse> ListModels(V1.ListModelsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        int pageSize = PageTokens.Size(violations, request.PageSize);
        string after = PageTokens.Read(violations, PageKind.Models, request.PageToken);
        violations.ThrowIfAny();

        // Newest first: versions sort by time, and the page goes on below the last one's name.
        var older = repository.List()
            .Where(listing => after.Length == 0 || string.CompareOrdinal(listing.Name, after) < 0)
            .OrderByDescending(listing => listing.Name, StringComparer.Ordinal)
            .Take(pageSize + 1).ToList();
        var answer = new V1.ListModelsResponse();
        foreach (var listing in older.Take(pageSize))
            answer.Models.Add(ModelMapping.Write(listing, snapshots.LiveVersion));
        if (older.Count > pageSize) answer.NextPageToken = PageTokens.After(PageKind.Models, older[pageSize - 1].Name);
        return Task.FromResult(answer);
    }

    public override Task<V1.GetModelResponse> GetModel(V1.GetModelRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Id("version", request.Version);
        violations.ThrowIfAny();
        string? wanted = request.Version == Live ? snapshots.LiveVersion : request.Version;
        return Task.FromResult(new V1.GetModelResponse { Model = Find(wanted) ?? throw NotFound(request.Version) });
    }

    public override async Task<V1.ActivateModelResponse> ActivateModel(
        V1.ActivateModelRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Id("version", request.Version);
        violations.ThrowIfAny();
        var activation = await live.ActivateAsync(request.Version, context.CancellationToken);
        return activation.Outcome switch
        {
            ActivationOutcome.NotFound => throw NotFound(request.Version),
            ActivationOutcome.Refused => throw Damaged(request.Version, activation),
            _ => new V1.ActivateModelResponse { Model = Told(activation), PreviousVersion = activation.Previous ?? "" },
        };
    }

    public override async Task<V1.RollBackModelResponse> RollBackModel(
        V1.RollBackModelRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Id("expected_version", request.ExpectedVersion);
        violations.ThrowIfAny();
        var activation = await live.RollBackAsync(request.ExpectedVersion, context.CancellationToken);
        return activation.Outcome switch
        {
            ActivationOutcome.Changed => throw Changed(activation),
            ActivationOutcome.NoEarlier => throw RpcErrors.Make(
                StatusCode.FailedPrecondition, V1.ErrorReasons.NoEarlierModel,
                "No version that can still be used was live before this one."),
            _ => new V1.RollBackModelResponse { Model = Told(activation) },
        };
    }

    public override Task<V1.StartTrainingResponse> StartTraining(
        V1.StartTrainingRequest request, ServerCallContext context) => Task.FromResult(training.Start(request));

    public override Task WatchTraining(
        V1.WatchTrainingRequest request, IServerStreamWriter<V1.WatchTrainingResponse> responseStream,
        ServerCallContext context) => training.WatchAsync(request, responseStream, context.CancellationToken);

    public override Task<V1.ListTrainingRunsResponse> ListTrainingRuns(
        V1.ListTrainingRunsRequest request, ServerCallContext context) => Task.FromResult(training.List(request));

    public override Task<V1.CancelTrainingResponse> CancelTraining(
        V1.CancelTrainingRequest request, ServerCallContext context) => training.CancelAsync(request);

    private V1.Model? Find(string? name) =>
        repository.List().FirstOrDefault(listing => listing.Name == name) is { } found
            ? ModelMapping.Write(found, snapshots.LiveVersion)
            : null;

    // Gone from the folder in the meantime, it is live all the same.
    private V1.Model Told(Activation activation) =>
        Find(activation.Version) ?? new V1.Model { Version = activation.Version, State = V1.ModelState.Live };

    private static RpcException NotFound(string version) => RpcErrors.NotFound(
        V1.ErrorReasons.ModelNotFound, "There is no model version of this name.", "version", version);

    private static RpcException Damaged(string version, Activation activation) => RpcErrors.Make(
        StatusCode.FailedPrecondition, V1.ErrorReasons.ModelDamaged,
        $"The version cannot be used, and the live one stays: {activation.Reason}", [("version", version)]);

    private static RpcException Changed(Activation activation) => RpcErrors.Make(
        StatusCode.Aborted, V1.ErrorReasons.LiveModelChanged,
        "Another version is live than the call expected; look at it and decide anew.",
        [("live_version", activation.Version ?? "")]);
}
