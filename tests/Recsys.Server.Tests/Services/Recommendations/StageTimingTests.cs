using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using Recsys.Server.Tests.Fronts.Json;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Recommendations;

public sealed partial class StageTimingTests
{
    private const string Name = "server-timing";

    private static readonly string[] Parts = ["hydrate", "retrieve", "filter", "score", "order", "total"];

    [Fact]
    public async Task Grpc_CallThatAsks_HasEveryStageInTheTrailer()
    {
        await using var shop = await Shop.OpenAsync();

        using var user = shop.Recommendations.RecommendForUserAsync(
            new() { CustomerId = "ann" }, headers: new Metadata { { "recsys-timing", "1" } });
        await user;
        using var similar = shop.Recommendations.SimilarProductsAsync(
            new() { ProductId = "p1" }, headers: new Metadata { { "recsys-timing", "1" } });
        await similar;

        AssertTimes(user.GetTrailers().GetValue(Name));
        AssertTimes(similar.GetTrailers().GetValue(Name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("yes")]
    public async Task Grpc_CallThatDoesNotAsk_HasNoTrailer(string? asks)
    {
        await using var shop = await Shop.OpenAsync();
        var headers = new Metadata();
        if (asks is not null) headers.Add("recsys-timing", asks);

        using var call = shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "ann" }, headers: headers);
        await call;

        Assert.Null(call.GetTrailers().Get(Name));
    }

    [Fact]
    public async Task GrpcWeb_CallThatAsks_HasItInTheLastFrame()
    {
        await using var shop = await Shop.OpenAsync();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = shop.Server.Server.Address,
        };

        using var answer = await WebCall.SendAsync(
            client, "/recsys.v1.RecommendationService/RecommendForUser",
            WebCall.Frame(new RecommendForUserRequest { CustomerId = "ann" }.ToByteArray()),
            headers: ("recsys-timing", "1"));

        AssertTimes((await WebReply.ReadAsync(answer)).Trailers[Name]);
    }

    [Fact]
    public async Task Json_CallThatAsks_HasItInTheHeaders()
    {
        await using var shop = await Shop.OpenAsync();
        using var http = new JsonClient(shop.Server);

        var asked = await http.SendAsync(
            "GET", "/v1/customers/ann/recommendations", headers: ("recsys-timing", "1"));
        var plain = await http.GetAsync("/v1/customers/ann/recommendations");

        asked.Good();
        AssertTimes(Assert.Single(asked.Message.Headers.GetValues(Name)));
        Assert.False(plain.Message.Headers.Contains(Name));
    }

    private static void AssertTimes(string? text)
    {
        Assert.NotNull(text);
        var entries = text.Split(", ").Select(entry => Entry().Match(entry)).ToArray();
        Assert.All(entries, entry => Assert.True(entry.Success, text));
        Assert.Equal(Parts, entries.Select(entry => entry.Groups[1].Value));
        double[] times = [.. entries.Select(entry => double.Parse(
            entry.Groups[2].Value, CultureInfo.InvariantCulture))];
        // Each stage is within the whole, up to what rounding to a microsecond takes away.
        Assert.True(times[..^1].Sum() <= times[^1] + times.Length * 0.0005, text);
        Assert.True(times[^1] > 0, text);
    }

    [GeneratedRegex(@"^([a-z]+);dur=(\d+\.\d{3})$")]
    private static partial Regex Entry();
}
