using System.Globalization;
using Recsys.Client;
using Recsys.V1;

namespace Recsys.Bench.Ingestion;

/// <summary>The customers and products that load is about: those of the store, or made where it is empty.</summary>
internal sealed record BenchCatalogue(IReadOnlyList<string> Customers, IReadOnlyList<string> Products)
{
    private const int MadeProducts = 20_000, MadeCustomers = 100_000, Most = 100_000, PageSize = 1_000;

    /// <summary>Reads what the server has; makes products where it has none.</summary>
    public static async Task<BenchCatalogue> ReadAsync(RecsysClient client, CancellationToken cancellation)
    {
        var products = new List<string>();
        var request = new ListProductsRequest { PageSize = PageSize };
        do
        {
            var page = await client.Products
                .ListProductsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            products.AddRange(page.Products.Select(product => product.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0 && products.Count < Most);
        if (products.Count == 0) products = await MakeProductsAsync(client, cancellation).ConfigureAwait(false);

        var customers = await LoadTest.Targets.CustomerList
            .ReadAsync(client.Customers, Most, cancellation).ConfigureAwait(false);
        // Customers need no record to act.
        if (customers.Count == 0) customers = [.. Enumerable.Range(0, MadeCustomers).Select(Customer)];
        return new BenchCatalogue(customers, products);
    }

    private static async Task<List<string>> MakeProductsAsync(RecsysClient client, CancellationToken cancellation)
    {
        using var call = client.Products.ImportProducts(cancellationToken: cancellation);
        var made = Enumerable.Range(0, MadeProducts).Select(Product).ToArray();
        foreach (var chunk in made.Chunk(PageSize))
        {
            await call.RequestStream.WriteAsync(
                new ImportProductsRequest { Products = { chunk } }, cancellation).ConfigureAwait(false);
        }
        await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        var answer = await call.ResponseAsync.ConfigureAwait(false);
        if (answer.CreatedCount != made.Length) throw new BenchException($"The import made {answer.CreatedCount}.");
        return [.. made.Select(product => product.Id)];
    }

    private static string Customer(int number) => string.Create(CultureInfo.InvariantCulture, $"customer-{number}");

    private static Product Product(int number) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"product-{number}"),
        Title = string.Create(CultureInfo.InvariantCulture, $"Product {number}"),
        Price = 1 + (number % 500 / 4.0),
        Brand = string.Create(CultureInfo.InvariantCulture, $"brand {number % 200}"),
        Categories = { string.Create(CultureInfo.InvariantCulture, $"category {number % 60}") },
    };
}
