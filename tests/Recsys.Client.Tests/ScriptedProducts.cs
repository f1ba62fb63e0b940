using Grpc.Core;
using Recsys.V1;

namespace Recsys.Client.Tests;

/// <summary>Gets and creates as scripted; counts imports.</summary>
internal sealed class ScriptedProducts(Script script) : ProductService.ProductServiceBase
{
    public override Task<GetProductResponse> GetProduct(GetProductRequest request, ServerCallContext context)
    {
        script.Enter(context);
        return Task.FromResult(new GetProductResponse { Product = new Product { Id = request.ProductId } });
    }

    public override Task<CreateProductResponse> CreateProduct(CreateProductRequest request, ServerCallContext context)
    {
        script.Enter(context);
        return Task.FromResult(new CreateProductResponse { Product = request.Product });
    }

    public override async Task<ImportProductsResponse> ImportProducts(
        IAsyncStreamReader<ImportProductsRequest> requestStream, ServerCallContext context)
    {
        var answer = new ImportProductsResponse();
        await foreach (var part in requestStream.ReadAllAsync()) answer.CreatedCount += part.Products.Count;
        script.Enter(context);
        return answer;
    }
}
