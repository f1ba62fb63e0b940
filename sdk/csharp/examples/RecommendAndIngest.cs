using Recsys.Client;
using Recsys.V1;

namespace Recsys.Examples;

/// <summary>Recommends to a customer and tells the server that the first product was clicked.</summary>
internal static class RecommendAndIngest
{
    public static async Task RunAsync(string address, TextWriter console)
    {
        // lines: from here
        using var client = RecsysClient.Connect(address);
        var answer = await client.Recommendations.RecommendForUserAsync(
            new RecommendForUserRequest { CustomerId = "17850", PageSize = 5, IncludeProducts = true });
        foreach (var item in answer.Recommendations) await console.WriteLineAsync(item.Product.Title);
        await using var stream = client.OpenInteractionStream();
        await stream.AddAsync(new Interaction
        {
            CustomerId = "17850",
            ProductId = answer.Recommendations[0].ProductId,
            Type = InteractionType.Click,
        }.AttributedTo(answer));
        // lines: to here
    }
}
