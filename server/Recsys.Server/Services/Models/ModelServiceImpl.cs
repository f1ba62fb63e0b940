using Grpc.Core;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Server.Errors;
using Recsys.Server.Services.Catalogue;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Models;

/// <summary>The contract's ModelService: reads the repository; managing it is not served yet.</summary>
internal sealed class ModelServiceImpl(ModelRepository repository, SnapshotHolder snapshots)
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
        string? liveVersion = snapshots.LiveVersion;
        string? wanted = request.Version == Live ? liveVersion : request.Version;
        var listing = repository.List().FirstOrDefault(listing => listing.Name == wanted)
            ?? throw RpcErrors.NotFound(
                V1.ErrorReasons.ModelNotFound, "There is no model version of this name.", "version", request.Version);
        return Task.FromResult(new V1.GetModelResponse { Model = ModelMapping.Write(listing, liveVersion) });
    }

    public override Task<V1.ActivateModelResponse> ActivateModel(
        V1.ActivateModelRequest request, ServerCallContext context) =>
        throw NotServed("ActivateModel");

    public override Task<V1.RollBackModelResponse> RollBackModel(
        V1.RollBackModelRequest request, ServerCallContext context) =>
        throw NotServed("RollBackModel");

    public override Task<V1.StartTrainingResponse> StartTraining(
        V1.StartTrainingRequest request, ServerCallContext context) => throw NotServed("StartTraining");

    public override Task WatchTraining(
        V1.WatchTrainingRequest request, IServerStreamWriter<V1.WatchTrainingResponse> responseStream,
        ServerCallContext context) => throw NotServed("WatchTraining");

    private static RpcException NotServed(string call) =>
        RpcErrors.NotServed($"This server does not serve {call} yet; train and publish with `recsys train` beside it.");
}
