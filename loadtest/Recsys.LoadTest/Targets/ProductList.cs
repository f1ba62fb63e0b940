using Recsys.V1;

namespace Recsys.LoadTest.Targets;

/// <summary>The products that a server knows.</summary>
public static class ProductList
{
    private const int PageSize = 1000;

    /// <summary>Reads ids page by page until there are enough or no more.</summary>
    /// <param name="client">The client.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="Grpc.Core.RpcException">The server could not be asked.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        ProductService.ProductServiceClient client, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        var ids = new List<string>();
        var request = new ListProductsRequest { PageSize = PageSize };
        do
        {
            using var call = client.ListProductsAsync(request, cancellationToken: cancellation);
            var page = await call.ResponseAsync.ConfigureAwait(false);
            foreach (var product in page.Products)
                if (ids.Count < most) ids.Add(product.Id);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0 && ids.Count < most);
        return ids;
    }
}
