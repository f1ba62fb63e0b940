using Recsys.Client;
using Recsys.V1;

namespace Recsys.Examples;

/// <summary>Two calls that fail, and what their failures tell.</summary>
internal static class HandleErrors
{
    public static async Task RunAsync(string address, TextWriter console)
    {
        using var client = RecsysClient.Connect(address);
        try
        {
            await client.Products.GetProductAsync(new GetProductRequest { ProductId = "no-such-product" });
        }
        catch (RecsysException error) when (error.Reason == ErrorReasons.ProductNotFound)
        {
            await console.WriteLineAsync($"There is no product {error.Metadata["product_id"]}.");
        }
        try
        {
            await client.Recommendations.RecommendForUserAsync(
                new RecommendForUserRequest { CustomerId = "17850", PageSize = 9_999 });
        }
        catch (RecsysException error)
        {
            foreach (var wrong in error.InvalidFields)
                await console.WriteLineAsync($"{wrong.Field} {wrong.Description}");
        }
    }
}
