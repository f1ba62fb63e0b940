using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Recsys.Client.Ingestion;
using Recsys.V1;

namespace Recsys.Client.Conformance;

/// <summary>What a request can ask for.</summary>
internal sealed class Verbs : IDisposable
{
    private readonly Endpoints _endpoints = new();

    public async Task<JsonObject> RunAsync(JsonObject request) => (string?)request["verb"] switch
    {
        "call" => await GenericCall.RunAsync(_endpoints.For(request), request),
        "stream" => await StreamAsync(request),
        "attribute" => await AttributeAsync(request),
        "language" => new JsonObject { ["language"] = $"C#, {RuntimeInformation.FrameworkDescription}, grpc-dotnet" },
        var other => throw new UnsupportedException($"no verb '{other}'"),
    };

    public void Dispose() => _endpoints.Dispose();

    private async Task<JsonObject> StreamAsync(JsonObject request)
    {
        var interactions = request["interactions"]!.AsArray()
            .Select(one => (Interaction)Json.Read(Interaction.Descriptor, one)).ToList();
        var options = new InteractionStreamOptions
        {
            BatchSize = (int?)request["max_batch"] ?? 1_000,
            Linger = TimeSpan.FromMilliseconds((double?)request["linger_ms"] ?? 5),
        };
        var receipts = new List<Task<InteractionReceipt>>();
        try
        {
            await using (var stream = _endpoints.For(request).OpenInteractionStream(options))
                foreach (var interaction in interactions) receipts.Add(stream.SendAsync(interaction));
            return Tell(interactions, await Task.WhenAll(receipts));
        }
        catch (RecsysException error)
        {
            return Json.Failure(error);
        }
    }

    private static JsonObject Tell(List<Interaction> interactions, InteractionReceipt[] receipts) => new()
    {
        ["code"] = "OK",
        // Settled: durable, but what exactly became of it was lost with a connection.
        ["accepted"] = receipts.Count(one => one.Fate is InteractionFate.Accepted or InteractionFate.Settled),
        ["duplicates"] = receipts.Count(one => one.Fate == InteractionFate.Duplicate),
        ["rejections"] = new JsonArray([.. receipts.Where(one => one.Rejection is not null).Select(one => new JsonObject
        {
            ["id"] = one.InteractionId,
            ["reason"] = one.Rejection!.Reason,
            ["field"] = one.Rejection.Field,
        })]),
        ["ids"] = new JsonArray([.. interactions.Select(one => (JsonNode)one.Id)]),
    };

    private async Task<JsonObject> AttributeAsync(JsonObject request)
    {
        var client = _endpoints.For(request);
        var ask = (RecommendForUserRequest)Json.Read(RecommendForUserRequest.Descriptor, request["request"]);
        var interaction = (Interaction)Json.Read(Interaction.Descriptor, request["interaction"]);
        try
        {
            var answer = await client.Recommendations.RecommendForUserAsync(ask);
            if (interaction.Id.Length == 0) interaction.Id = Guid.CreateVersion7().ToString();
            var written = await client.Interactions.WriteInteractionsAsync(
                new WriteInteractionsRequest { Interactions = { interaction.AttributedTo(answer) } });
            return new JsonObject
            {
                ["code"] = "OK",
                ["responses"] = new JsonArray(Json.Write(answer), Json.Write(written)),
                ["interaction"] = Json.Write(interaction),
            };
        }
        catch (RecsysException error)
        {
            return Json.Failure(error);
        }
    }
}
