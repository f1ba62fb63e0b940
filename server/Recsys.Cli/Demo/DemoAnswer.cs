using System.Globalization;
using System.Text.Json;
using Recsys.Cli.Terminal;
using Recsys.Client;
using Recsys.V1;

namespace Recsys.Cli.Demo;

/// <summary>What the server answered to the demo's two questions.</summary>
internal sealed record DemoAnswer(
    string Url, string ModelVersion, string CustomerId, IReadOnlyList<DemoProduct> Recommendations,
    string ProductId, string ProductTitle, IReadOnlyList<DemoProduct> Similar)
{
    private const int PageSize = 10;

    public static async Task<DemoAnswer> AskAsync(
        RecsysClient client, string url, DemoSettings settings, CancellationToken cancellation)
    {
        var product = await client.Products.GetProductAsync(
            new GetProductRequest { ProductId = settings.ProductId }, cancellationToken: cancellation);
        var recommended = await client.Recommendations.RecommendForUserAsync(
            new RecommendForUserRequest
            {
                CustomerId = settings.CustomerId,
                PageSize = PageSize,
                IncludeProducts = true,
            },
            cancellationToken: cancellation);
        var similar = await client.Recommendations.SimilarProductsAsync(
            new SimilarProductsRequest { ProductId = settings.ProductId, PageSize = PageSize, IncludeProducts = true },
            cancellationToken: cancellation);
        return new DemoAnswer(
            url, recommended.Provenance.ModelVersion, settings.CustomerId, Read(recommended.Recommendations),
            settings.ProductId, product.Product.Title, Read(similar.Recommendations));
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonOutput.Options) + "\n";

    public string ToText() =>
        $"""

        Recommended for customer {CustomerId} (model {ModelVersion}):

        {Table(Recommendations)}
        Similar to {ProductId}, {ProductTitle}:

        {Table(Similar)}

        """;

    private static List<DemoProduct> Read(IEnumerable<Recommendation> recommendations) =>
        [.. recommendations.Select(r => new DemoProduct(r.ProductId, r.Product.Title, r.Product.Price, r.Score))];

    private static string Table(IReadOnlyList<DemoProduct> products)
    {
        var table = new TextTable("#", "product", "title", "price", "score");
        for (int i = 0; i < products.Count; i++)
        {
            var (id, title, price, score) = products[i];
            table.Add(
                (i + 1).ToString(CultureInfo.InvariantCulture), id, title,
                price.ToString("0.00", CultureInfo.InvariantCulture),
                score.ToString("0.0000", CultureInfo.InvariantCulture));
        }
        return table.ToString();
    }
}
