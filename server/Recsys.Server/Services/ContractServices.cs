using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Recsys.Server.Services.Catalogue;
using Recsys.Server.Services.Interactions;
using Recsys.Server.Services.Models;
using Recsys.Server.Services.Operations;
using Recsys.Server.Services.Recommendations;

namespace Recsys.Server.Services;

/// <summary>The services of the contract, all of them, whether they are served yet or not.</summary>
internal static class ContractServices
{
    /// <summary>
    /// Adds them as singletons: they hold no state of a call. The store, the pipeline, the snapshots, the model
    /// repository, the queue of trainings and the clock must be there too.
    /// </summary>
    public static void Add(IServiceCollection services) => services
        .AddSingleton<RecommendationServiceImpl>()
        .AddSingleton<IngestRoom>()
        .AddSingleton<InteractionServiceImpl>()
        .AddSingleton<ProductServiceImpl>()
        .AddSingleton<CustomerServiceImpl>()
        .AddSingleton<TrainingWatchRoom>()
        .AddSingleton<TrainingCalls>()
        .AddSingleton<ModelServiceImpl>()
        .AddSingleton<WatchRoom>()
        .AddSingleton<StatusReader>()
        .AddSingleton<HeldOutService>()
        .AddSingleton<OperationsServiceImpl>();

    /// <summary>Hands their methods to a front that is not gRPC.</summary>
    public static void Bind(ServiceBinderBase binder, IServiceProvider services)
    {
        V1.RecommendationService.BindService(binder, services.GetRequiredService<RecommendationServiceImpl>());
        V1.InteractionService.BindService(binder, services.GetRequiredService<InteractionServiceImpl>());
        V1.CustomerService.BindService(binder, services.GetRequiredService<CustomerServiceImpl>());
        V1.ProductService.BindService(binder, services.GetRequiredService<ProductServiceImpl>());
        V1.ModelService.BindService(binder, services.GetRequiredService<ModelServiceImpl>());
        V1.OperationsService.BindService(binder, services.GetRequiredService<OperationsServiceImpl>());
    }

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<RecommendationServiceImpl>();
        endpoints.MapGrpcService<InteractionServiceImpl>();
        endpoints.MapGrpcService<ProductServiceImpl>();
        endpoints.MapGrpcService<CustomerServiceImpl>();
        endpoints.MapGrpcService<ModelServiceImpl>();
        endpoints.MapGrpcService<OperationsServiceImpl>();
    }
}
