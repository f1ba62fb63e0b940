using Grpc.Core;
using Recsys.Pipeline.Catalogue;
using Recsys.Server.Services.Features;
using Recsys.Server.Services.Validation;
using Recsys.Storage;
using Recsys.Storage.Catalogue;

namespace Recsys.Server.Services.Catalogue;

/// <summary>The contract's ProductService on the store.</summary>
internal sealed class ProductServiceImpl(RecsysStore store, TimeProvider time)
    : V1.ProductService.ProductServiceBase
{
    private const int MostIds = 1000;
    private static readonly WriteAnswers Answers = WriteAnswers.Products;

    public override async Task<V1.CreateProductResponse> CreateProduct(
        V1.CreateProductRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var product = ProductMapping.Read(violations, "product", request.Product);
        violations.ThrowIfAny();
        var result = await store.Products.CreateAsync(product, context.CancellationToken);
        return new V1.CreateProductResponse { Product = Full(Answers.Require(result, product.Id)) };
    }

    public override async Task<V1.GetProductResponse> GetProduct(
        V1.GetProductRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Id("product_id", request.ProductId);
        var view = View(violations, request.View, V1.ProductView.Full);
        violations.ThrowIfAny();
        var stored = await store.Products.GetAsync(request.ProductId, context.CancellationToken)
            ?? throw Answers.NotFound(request.ProductId);
        return new V1.GetProductResponse { Product = ProductMapping.Write(stored, view) };
    }

    public override async Task<V1.GetProductFeaturesResponse> GetProductFeatures(
        V1.GetProductFeaturesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Id("product_id", request.ProductId);
        violations.ThrowIfAny();
        if (!store.Products.Columns.TryGetRow(request.ProductId, out int row))
            throw Answers.NotFound(request.ProductId);

        // What is read afterwards has at least this.
        var answer = new V1.GetProductFeaturesResponse { JournalPosition = store.Interactions.AppliedPosition };
        var mapping = new FeatureMapping(store, time.GetUtcNow().ToUnixTimeMilliseconds());
        mapping.Write(await store.Features.ReadProductAsync(row, context.CancellationToken), answer.Features);
        if (request.IncludeDefinitions)
            FeatureMapping.WriteDefinitions(store.Features.Schema.Product, answer.Definitions);
        return answer;
    }

    public override async Task<V1.BatchGetProductsResponse> BatchGetProducts(
        V1.BatchGetProductsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        BatchIds.Check(violations, "product_ids", request.ProductIds, MostIds);
        var view = View(violations, request.View, V1.ProductView.Basic);
        violations.ThrowIfAny();
        var answer = new V1.BatchGetProductsResponse();
        foreach (string id in request.ProductIds)
        {
            if (await store.Products.GetAsync(id, context.CancellationToken) is { } stored)
                answer.Products.Add(ProductMapping.Write(stored, view));
            else
                answer.MissingProductIds.Add(id);
        }
        return answer;
    }

    public override async Task<V1.ListProductsResponse> ListProducts(
        V1.ListProductsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        int pageSize = PageTokens.Size(violations, request.PageSize);
        string query = request.Query;
        violations.Query(query);
        string afterId = PageTokens.Read(violations, PageKind.Products, request.PageToken, query);
        var view = View(violations, request.View, V1.ProductView.Basic);
        violations.ThrowIfAny();
        var page = query.Length == 0
            ? await store.Products.ListAsync(afterId, pageSize, context.CancellationToken)
            : await store.Products.SearchAsync(
                product => TextQuery.Matches(query, product.Id, product.Title), afterId, pageSize,
                TextQuery.MostExamined, context.CancellationToken);
        var answer = new V1.ListProductsResponse
        {
            NextPageToken = PageTokens.After(PageKind.Products, page.NextAfterId, query),
        };
        foreach (var stored in page.Items) answer.Products.Add(ProductMapping.Write(stored, view));
        return answer;
    }

    public override async Task<V1.UpdateProductResponse> UpdateProduct(
        V1.UpdateProductRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var product = ProductMapping.Read(violations, "product", request.Product);
        var fields = UpdateMask.Choose(
            violations, request.UpdateMask, request.Product ?? new V1.Product(), ProductFields.All);
        violations.ThrowIfAny();
        var update = new RecordUpdate<Product>(
            store.Products, product.Id, request.Product!.Etag, request.AllowMissing);
        var result = await update.RunAsync(
            product, current => fields.Aggregate(current, (to, field) => field.Copy(to, product)),
            context.CancellationToken);
        return new V1.UpdateProductResponse { Product = Full(Answers.Require(result, product.Id)) };
    }

    public override async Task<V1.DeleteProductResponse> DeleteProduct(
        V1.DeleteProductRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Id("product_id", request.ProductId);
        violations.ThrowIfAny();
        var result = await store.Products.DeleteAsync(request.ProductId, request.Etag, context.CancellationToken);
        bool gone = result.Outcome == WriteOutcome.Deleted
            || result.Outcome == WriteOutcome.NotFound && request.AllowMissing;
        return gone ? new V1.DeleteProductResponse() : throw Answers.Failure(result, request.ProductId);
    }

    public override async Task<V1.ImportProductsResponse> ImportProducts(
        IAsyncStreamReader<V1.ImportProductsRequest> requestStream, ServerCallContext context)
    {
        var import = new RecordImport<V1.Product, Product>(
            store.Products, "products", product => product.Id, ProductMapping.Read);
        await import.RunAsync(requestStream, message => message.Products, context.CancellationToken);
        var answer = new V1.ImportProductsResponse
        {
            CreatedCount = import.Created, UpdatedCount = import.Updated, RejectedCount = import.Rejected,
        };
        foreach (var (index, id, field, description) in import.Rejections)
            answer.Rejections.Add(
                new V1.ProductRejection { Index = index, ProductId = id, Field = field, Description = description });
        return answer;
    }

    private static V1.Product Full(Stored<Product> stored) => ProductMapping.Write(stored, V1.ProductView.Full);

    private static V1.ProductView View(Violations violations, V1.ProductView view, V1.ProductView byDefault)
    {
        violations.Known("view", view);
        return view == V1.ProductView.Unspecified ? byDefault : view;
    }
}
