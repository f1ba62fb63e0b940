using Grpc.Core;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Security;

public sealed class ApiKeyTests
{
    private const string Key = "0123456789abcdef";

    [Theory]
    [InlineData("x-api-key", Key)]
    [InlineData("authorization", "Bearer " + Key)]
    [InlineData("authorization", "bearer " + Key)]
    public async Task Call_WithTheKey_IsLetIn(string header, string value)
    {
        await using var test = await StartAsync();
        await new Probe.ProbeClient(test.Channel).FailAsync(new ProbeRequest(), new Metadata { { header, value } });
    }

    [Theory]
    [InlineData("x-other", "1")]
    [InlineData("x-api-key", "")]
    [InlineData("x-api-key", "0123456789abcdeF")]
    [InlineData("authorization", Key)]
    [InlineData("authorization", "Bearer 0123456789abcde")]
    public async Task Call_WithoutTheKey_IsUnauthenticated(string header, string value)
    {
        await using var test = await StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Probe.ProbeClient(test.Channel).FailAsync(
                new ProbeRequest(), new Metadata { { header, value } }));
        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
        Assert.Equal("API_KEY_INVALID", ErrorDetails.ReasonOf(error));
    }

    [Fact]
    public async Task Health_WithoutTheKey_IsOpen()
    {
        await using var test = await StartAsync();
        await new Standard.Health.Health.HealthClient(test.Channel).CheckAsync(new());
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(options => options with { ApiKey = Key });
}
