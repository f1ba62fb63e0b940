using Recsys.Client;
using Recsys.LoadTest;
using Recsys.V1;

namespace Recsys.Bench.Newcomers;

/// <summary>Makes products like ones that are known and asks for them until they are found.</summary>
internal sealed class NewcomerProbe(RecsysClient client, IReadOnlyList<Product> known, ILoadClock clock)
{
    private const long GiveUpNs = 60_000_000_000;
    private const string VectorSource = "item_embedding";
    private readonly string _run = Guid.NewGuid().ToString("N");
    private int _made;

    /// <summary>A product described as another one is.</summary>
    public static Product Like(Product known, string id) => new()
    {
        Id = id, Title = known.Title, Categories = { known.Categories }, Brand = known.Brand, Price = known.Price,
    };

    /// <summary>Nanoseconds from a product's creation until an answer about the product it is like holds it.</summary>
    public async Task<long> ResultAsync(CancellationToken cancellation)
    {
        var (id, like) = await MakeAsync(cancellation).ConfigureAwait(false);
        var request = new SimilarProductsRequest { ProductId = like, PageSize = 500, CandidateCount = 2_000 };
        return await AskUntilAsync(
            request, answer => answer.Recommendations.Any(one => one.ProductId == id), cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>Nanoseconds from a product's creation until others are found by its vector.</summary>
    public async Task<long> AnchorAsync(CancellationToken cancellation)
    {
        var (id, _) = await MakeAsync(cancellation).ConfigureAwait(false);
        return await WaitUntilSearchedAsync(id, cancellation).ConfigureAwait(false);
    }

    /// <summary>Nanoseconds until others are found by a product's vector.</summary>
    public Task<long> WaitUntilSearchedAsync(string id, CancellationToken cancellation) => AskUntilAsync(
        new SimilarProductsRequest { ProductId = id, View = RecommendationView.Full },
        answer => answer.Trace.Sources.Any(source => source.Name == VectorSource && source.FoundCount > 0),
        cancellation);

    private async Task<(string Id, string Like)> MakeAsync(CancellationToken cancellation)
    {
        // A step that shares no factor with most counts, so that neighbours in the list are not made one after another.
        var like = known[(int)(_made * 7L % known.Count)];
        string id = $"{_run}-{_made++}";
        await client.Products.CreateProductAsync(
            new CreateProductRequest { Product = Like(like, id) }, cancellationToken: cancellation)
            .ConfigureAwait(false);
        return (id, like.Id);
    }

    private async Task<long> AskUntilAsync(
        SimilarProductsRequest request, Func<SimilarProductsResponse, bool> holds, CancellationToken cancellation)
    {
        long began = clock.NowNs;
        while (true)
        {
            var answer = await client.Recommendations
                .SimilarProductsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            long taken = clock.NowNs - began;
            if (holds(answer)) return taken;
            if (taken > GiveUpNs) throw new BenchException("A new product was not found within a minute.");
        }
    }
}
