using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Recsys.Server.Fronts.Json.Routing;

namespace Recsys.Server.Fronts.Json.OpenApi;

/// <summary>Requests that the bundled sample answers, for the reader to begin with.</summary>
internal static class OpenApiExamples
{
    /// <summary>A value of a field, or null where none helps.</summary>
    public static JsonNode? Of(FieldDescriptor field) => field.Name switch
    {
        "customer_id" => "17850",
        "product_id" => "85123A",
        "session_id" => "visit-1",
        "page_size" => 5,
        "version" => "live",
        _ => null,
    };

    /// <summary>A body of a call, or null where an empty one says it all.</summary>
    public static JsonNode? OfBody(JsonRoute route)
    {
        string? text = route.Method.Name switch
        {
            "CreateProduct" => """{"id": "lamp-1", "title": "Lamp", "categories": ["light"], "price": 12.5}""",
            "UpdateProduct" => """{"price": 9.5}""",
            "CreateCustomer" => """{"id": "ann", "displayName": "Ann", "country": "Denmark"}""",
            "UpdateCustomer" => """{"country": "Norway"}""",
            "BatchGetProducts" => """{"productIds": ["85123A", "71053"]}""",
            "BatchGetCustomers" => """{"customerIds": ["17850", "13047"]}""",
            "ImportProducts" => """{"products": [{"id": "lamp-1", "title": "Lamp"}]}""",
            "ImportCustomers" => """{"customers": [{"id": "ann"}]}""",
            "RecommendForUser" => """{"customerId": "17850", "pageSize": 5, "includeProducts": true}""",
            "SimilarProducts" => """{"pageSize": 5, "includeProducts": true}""",
            "WriteInteractions" =>
                """
                {"interactions": [{"id": "8a7e4f9e", "customerId": "17850", "productId": "85123A",
                  "type": "INTERACTION_TYPE_VIEW"}]}
                """,
            "IngestInteractions" =>
                """
                {"batchNumber": "1", "interactions": [{"id": "8a7e4f9f", "customerId": "17850",
                  "productId": "85123A", "type": "INTERACTION_TYPE_CLICK"}]}
                """,
            _ => null,
        };
        return text is null ? null : JsonNode.Parse(text);
    }
}
