using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Tests.Fakes;

/// <summary>A small shop: a catalogue, histories and one pipeline over them.</summary>
internal sealed class Shop : IDisposable
{
    public const long NowMs = 1_700_000_000_000;

    public Shop(int products, Func<Product, Product>? shape = null, int? atOnce = null)
    {
        for (int i = 0; i < products; i++)
        {
            var product = new Product { Id = $"p{i}", Title = $"Product {i}", Price = i };
            Products.Upsert(shape is null ? product : shape(product));
        }
        Pipeline = new RecommendationPipeline(Snapshots, Products, Histories, TimeProvider.System, atOnce);
    }

    public ProductColumns Products { get; } = new();

    public MapHistories Histories { get; } = new();

    public SnapshotHolder Snapshots { get; } = new();

    public RecommendationPipeline Pipeline { get; }

    public Shop Serve(params ICandidateSource[] sources) =>
        Serve(new PipelineDefinition
        {
            Name = "home",
            Sources = [.. sources.Select(s => new WeightedSource(s, 1f / sources.Length))],
        });

    public Shop Serve(PipelineDefinition definition, params IDisposable[] owned)
    {
        var pipelines = new Dictionary<string, PipelineDefinition> { [definition.Name] = definition };
        Snapshots.Replace(new PipelineSnapshot("v1", pipelines, owned));
        return this;
    }

    public RecommendationResult Ask(RecommendationRequest request)
    {
        var task = Pipeline.ExecuteAsync(request, CancellationToken.None);
        Assert.True(task.IsCompleted, "Nothing here waits.");
        return task.Result;
    }

    public static RecommendationRequest Request(int pageSize = 3, int candidateCount = 10) =>
        new() { NowMs = NowMs, PageSize = pageSize, CandidateCount = candidateCount };

    public void Dispose() => Snapshots.Dispose();
}
