using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Standard.Health;
using Recsys.V1;
using static Recsys.Standard.Health.HealthCheckResponse.Types;

namespace Recsys.Server.Health;

/// <summary>The gRPC health protocol over <see cref="ServiceHealth"/>.</summary>
internal sealed class HealthService(ServiceHealth health) : Standard.Health.Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (health.Read(request.Service) is { } status)
            return Task.FromResult(new HealthCheckResponse { Status = status });
        throw RpcErrors.Make(
            StatusCode.NotFound, ErrorReasons.ServiceNotFound,
            "This server has no such service. List names those it has.");
    }

    public override Task<HealthListResponse> List(HealthListRequest request, ServerCallContext context) =>
        Task.FromResult(health.List());

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        ServingStatus? told = null;
        while (true)
        {
            var (status, changed, final) = health.Observe(request.Service);
            var now = status ?? ServingStatus.ServiceUnknown;
            if (now != told) await responseStream.WriteAsync(new HealthCheckResponse { Status = now });
            told = now;
            // The stream ends with the server, or shutting down would wait for its watchers.
            if (final) return;
            await changed.WaitAsync(context.CancellationToken);
        }
    }
}
