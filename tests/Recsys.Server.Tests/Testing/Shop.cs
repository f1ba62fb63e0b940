using Grpc.Core;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Filtering;
using Recsys.Pipeline.Ordering;
using Recsys.Pipeline.Retrieval;
using Recsys.Standard.Rpc;
using Recsys.V1;

namespace Recsys.Server.Tests.Testing;

/// <summary>
/// A server with ten products, p0 to p9, and a live model whose pipelines find all of them and score the dearest
/// highest, called through the generated clients.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly TestServer _server;

    private Shop(TestServer server) => _server = server;

    public TestServer Server => _server;

    public RecommendationService.RecommendationServiceClient Recommendations => new(_server.Channel);

    public InteractionService.InteractionServiceClient Interactions => new(_server.Channel);

    public ProductService.ProductServiceClient Products => new(_server.Channel);

    public CustomerService.CustomerServiceClient Customers => new(_server.Channel);

    public ModelService.ModelServiceClient Models => new(_server.Channel);

    public OperationsService.OperationsServiceClient Operations => new(_server.Channel);

    /// <summary>Starts a shop.</summary>
    /// <param name="model">Whether a model is live.</param>
    /// <param name="source">The one source of its pipelines; null for one that finds every product.</param>
    /// <param name="options">Changes the server's options.</param>
    /// <param name="time">The server's clock.</param>
    public static async Task<Shop> OpenAsync(
        bool model = true, ICandidateSource? source = null, Func<ServerOptions, ServerOptions>? options = null,
        TimeProvider? time = null)
    {
        var server = await TestServer.StartAsync(
            options, snapshots: version => Snapshot(version, source ?? new EveryProduct()), time: time);
        var shop = new Shop(server);
        var products = Enumerable.Range(0, 10).Select(number => new Pipeline.Catalogue.Product
        {
            Id = $"p{number}",
            Title = $"Product {number}",
            Price = number,
            Categories = [number % 2 == 0 ? "even" : "odd"],
            Brand = number < 5 ? "low" : "high",
            Promoted = number == 3,
            ShipsToCountries = number == 9 ? ["FR"] : [],
        });
        await server.Server.Store.Products.UpsertManyAsync([.. products]);
        if (!model) return shop;
        server.Publish();
        await server.Model.RefreshAsync(CancellationToken.None);
        return shop;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>The status and reason of a call that must fail.</summary>
    public static async Task<(StatusCode Code, string Reason)> FailureOf<T>(AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        return (error.StatusCode, ErrorDetails.ReasonOf(error));
    }

    /// <summary>The fields that a call is refused for.</summary>
    public static async Task<string[]> WrongFieldsOf<T>(AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(ErrorReasons.InvalidFields, ErrorDetails.ReasonOf(error));
        var violations = ErrorDetails.Detail<BadRequest>(error).FieldViolations;
        Assert.All(violations, violation => Assert.NotEqual("", violation.Description));
        return [.. violations.Select(violation => violation.Field)];
    }

    private static PipelineSnapshot Snapshot(ModelVersion version, ICandidateSource source)
    {
        PipelineDefinition Define(string name) => new()
        {
            Name = name,
            Sources = [new WeightedSource(source, 1)],
            Filters = StandardFilters.All,
            Scorer = new DearestFirst(),
            Ordering = PageOrdering.Instance,
        };
        return new PipelineSnapshot(version.Name, new Dictionary<string, PipelineDefinition>
        {
            ["home"] = Define("home"),
            ["similar"] = Define("similar"),
        });
    }
}
