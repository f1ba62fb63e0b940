using Grpc.Core;
using Grpc.Net.Client;
using Recsys.Server.Tests.Testing;
using Recsys.Storage.Errors;
using HealthClient = Recsys.Standard.Health.Health.HealthClient;

namespace Recsys.Server.Tests;

public sealed class RecsysServerTests
{
    [Fact]
    public async Task Start_Always_LogsWhatAnOperatorNeeds()
    {
        await using var test = await TestServer.StartAsync();
        string log = string.Join('\n', test.Log.Select(line => line.Text));
        Assert.Contains($"Listening on {test.Server.Address.ToString().TrimEnd('/')}", log, StringComparison.Ordinal);
        Assert.Contains("0 products, 0 customers, 0 interactions", log, StringComparison.Ordinal);
        Assert.Contains("No model version", log, StringComparison.Ordinal);
        Assert.Contains("Native", log, StringComparison.Ordinal);
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Start_PortTaken_SaysSo()
    {
        await using var first = await TestServer.StartAsync();
        var error = await Assert.ThrowsAsync<IOException>(() => TestServer.StartAsync(options => options with
        {
            Address = first.Server.Address,
        }));
        Assert.Contains(first.Server.Address.Port.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_StoreInUse_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await using var first = await RecsysServer.BuildAsync(Options(folder), new ServerParts(), default);
        await Assert.ThrowsAsync<StorageInUseException>(() =>
            RecsysServer.BuildAsync(Options(folder), new ServerParts(), default));
    }

    [Fact]
    public async Task Stop_CallUnderWay_MayEnd()
    {
        await using var test = await TestServer.StartAsync();
        var call = new Probe.ProbeClient(test.Channel).WaitAsync(new ProbeRequest()).ResponseAsync;
        await test.Probe.Entered.WaitAsync();
        var stopped = test.Server.StopAsync();
        Assert.False(stopped.IsCompleted);
        test.Probe.LetGo.SetResult();
        Assert.Equal("let go", (await call).Text);
        await stopped;
        using var channel = GrpcChannel.ForAddress(test.Channel.Target.StartsWith("http", StringComparison.Ordinal)
            ? test.Channel.Target : $"http://{test.Channel.Target}");
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Probe.ProbeClient(channel).FailAsync(new ProbeRequest()));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task Stop_WhileDraining_IsNotReadyButStillAnswers()
    {
        var delay = TimeSpan.FromMinutes(4);
        var clock = new HandClock(delay);
        await using var test = await TestServer.StartAsync(options => options with { DrainDelay = delay }, time: clock);
        var stopped = test.Server.StopAsync();
        var runOut = await clock.RunOut;
        var health = await new HealthClient(test.Channel).CheckAsync(new());
        Assert.Equal(Standard.Health.HealthCheckResponse.Types.ServingStatus.NotServing, health.Status);
        Assert.Equal("x", (await new Probe.ProbeClient(test.Channel).FailAsync(new ProbeRequest { Text = "x" })).Text);
        Assert.False(stopped.IsCompleted);
        runOut();
        await stopped;
    }

    [Fact]
    public async Task Stop_CallThatDoesNotEnd_IsCutOff()
    {
        await using var test = await TestServer.StartAsync(options => options with { ShutdownTimeout = TimeSpan.Zero });
        var call = new Probe.ProbeClient(test.Channel).WaitAsync(new ProbeRequest()).ResponseAsync;
        await test.Probe.Entered.WaitAsync();
        await test.Server.StopAsync();
        await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.True(await test.Probe.GaveUp.Task);
    }

    private static ServerOptions Options(TemporaryFolder folder) => new()
    {
        Address = new Uri("http://127.0.0.1:0"), DataDirectory = folder.Sub("data"),
        ModelsDirectory = folder.Sub("models"), StoreMemoryBytes = 16 << 20,
    };
}
