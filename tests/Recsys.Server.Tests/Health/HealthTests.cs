using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.Standard.Health;
using static Recsys.Standard.Health.HealthCheckResponse.Types;
using HealthClient = Recsys.Standard.Health.Health.HealthClient;

namespace Recsys.Server.Tests.Health;

public sealed class HealthTests
{
    private const string Recommendations = "recsys.v1.RecommendationService";

    [Theory]
    [InlineData("", ServingStatus.Serving)]
    [InlineData("recsys.v1.ProductService", ServingStatus.Serving)]
    [InlineData("grpc.health.v1.Health", ServingStatus.Serving)]
    [InlineData(Recommendations, ServingStatus.NotServing)]
    public async Task Check_WithoutModel_OnlyRecommendationsAreNotReady(string service, ServingStatus expected)
    {
        await using var test = await TestServer.StartAsync();
        var answer = await new HealthClient(test.Channel).CheckAsync(new HealthCheckRequest { Service = service });
        Assert.Equal(expected, answer.Status);
    }

    [Fact]
    public async Task Check_UnknownService_IsNotFound()
    {
        await using var test = await TestServer.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new HealthClient(test.Channel).CheckAsync(new HealthCheckRequest { Service = "no.such.Service" }));
        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        Assert.Equal("SERVICE_NOT_FOUND", ErrorDetails.ReasonOf(error));
    }

    [Fact]
    public async Task List_AllServices_HaveAState()
    {
        await using var test = await TestServer.StartAsync();
        var answer = await new HealthClient(test.Channel).ListAsync(new HealthListRequest());
        Assert.Contains("recsys.v1.InteractionService", answer.Statuses.Keys);
        Assert.Equal(10, answer.Statuses.Count);
    }

    [Fact]
    public async Task Watch_ModelPublished_TurnsServing()
    {
        await using var test = await TestServer.StartAsync(options => options with
        {
            ModelPollInterval = TimeSpan.FromMilliseconds(10),
        });
        using var watch = new HealthClient(test.Channel).Watch(new HealthCheckRequest { Service = Recommendations });
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        string version = test.Publish();
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.Serving, watch.ResponseStream.Current.Status);
        Assert.Equal(version, test.Server.ModelVersion);
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Watch_ServerStops_TellsAndEnds()
    {
        await using var test = await TestServer.StartAsync();
        using var watch = new HealthClient(test.Channel).Watch(new HealthCheckRequest());
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.Serving, watch.ResponseStream.Current.Status);
        var stopped = test.Server.StopAsync();
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        Assert.False(await watch.ResponseStream.MoveNext());
        await stopped;
    }

    [Fact]
    public async Task Watch_UnknownService_IsSaidSo()
    {
        await using var test = await TestServer.StartAsync();
        using var watch = new HealthClient(test.Channel).Watch(new HealthCheckRequest { Service = "no.such.Service" });
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.ServiceUnknown, watch.ResponseStream.Current.Status);
    }
}
