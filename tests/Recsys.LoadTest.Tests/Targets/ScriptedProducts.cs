using Grpc.Core;
using Recsys.V1;

namespace Recsys.LoadTest.Tests.Targets;

/// <summary>Three products, one a page.</summary>
internal sealed class ScriptedProducts : ProductService.ProductServiceBase
{
    public override Task<ListProductsResponse> ListProducts(ListProductsRequest request, ServerCallContext context)
    {
        int page = request.PageToken.Length;
        return Task.FromResult(new ListProductsResponse
        {
            Products = { new Product { Id = $"p{page}" } }, NextPageToken = page < 2 ? new string('x', page + 1) : "",
        });
    }
}
