using Grpc.Core;
using Recsys.V1;

namespace Recsys.LoadTest.Tests.Targets;

/// <summary>Tells a status that never changes.</summary>
internal sealed class ScriptedOperations : OperationsService.OperationsServiceBase
{
    public override Task<GetServerStatusResponse> GetServerStatus(
        GetServerStatusRequest request, ServerCallContext context) => Task.FromResult(new GetServerStatusResponse
    {
        Status = new ServerStatus { ServerVersion = "1.2.3", Store = new StoreStatus { ProductCount = 777 } },
    });
}
