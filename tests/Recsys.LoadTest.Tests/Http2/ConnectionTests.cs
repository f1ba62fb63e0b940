using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Targets;
using Recsys.LoadTest.Tests.Targets;
using Recsys.V1;

namespace Recsys.LoadTest.Tests.Http2;

/// <summary>The project's own HTTP/2 against the real server.</summary>
public class ConnectionTests
{
    private static readonly LoadTestOptions Options = new()
    {
        Customers = IdList.Of(["a", "b", "c1"]), Requests = 2_000, WarmUpRequests = 0,
    };

    [Fact]
    public async Task Run_MoreCallsThanTheServerLetsBeUnderWay_AnswersAll()
    {
        await using var server = await TestServer.StartAsync();

        var step = (await RunAsync(server.Address, Options with { Concurrency = 500 })).Steps[0];

        Assert.Empty(step.Failures);
        Assert.Equal(2_000, step.Latency.Count);
    }

    [Fact]
    public async Task Run_MessagesLargerThanFramesAndWindows_ArriveWhole()
    {
        await using var server = await TestServer.StartAsync();
        string[] excluded = [.. Enumerable.Range(0, 20_000).Select(i => $"product-{i:D9}")];
        var recorder = new RequestRecorder();
        var message = new RecommendForUserRequest { CustomerId = "a", ExcludeProductIds = { excluded } };
        string line = $$"""{"offset_ms": 0, "method": "RecommendForUser", "message": {{message}}}""";
        var options = new LoadTestOptions
        {
            Recording = RequestRecording.Read(Enumerable.Repeat(line, 12)), WarmUpRequests = 0, Recorder = recorder,
        };

        var step = (await RunAsync(server.Address, options)).Steps[0];

        Assert.Empty(step.Failures);
        Assert.Equal(12, server.Recommendations.Received.Count);
        Assert.All(server.Recommendations.Received, received => Assert.Equal(message, received));
        Assert.Equal(12, recorder.ToLines().Count());
    }

    [Fact]
    public async Task Run_WithTls_TrustsTheNamedRootAndNobodyElse()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Certificate(key);
        string roots = Path.GetTempFileName();
        await File.WriteAllTextAsync(roots, certificate.ExportCertificatePem());
        await using var server = await TestServer.StartAsync(certificate);

        var trusted = await RunAsync(server.Address, Options, new LoadAccess { RootCertificatesFile = roots });
        var untrusted = await Assert.ThrowsAsync<LoadTestException>(() => RunAsync(
            server.Address, Options with { WarmUpRequests = 2 }, new LoadAccess()));

        Assert.Empty(trusted.Steps[0].Failures);
        Assert.Contains("UNAVAILABLE", untrusted.Message, StringComparison.Ordinal);
        File.Delete(roots);
    }

    [Fact]
    public async Task Run_ServerGoesAndComesBack_FailsMeanwhileAndGoesOn()
    {
        await using var first = await TestServer.StartAsync();
        using var target = new GrpcTarget(new Uri(first.Address), new LoadAccess { Connections = 1 });
        var before = await RunAsync(target);
        await first.DisposeAsync();
        var meanwhile = await RunAsync(target);
        await using var second = await TestServer.StartAsync(port: new Uri(first.Address).Port);
        var after = await RunAsync(target);

        Assert.Empty(before.Steps[0].Failures);
        Assert.Equal(new Dictionary<string, long> { ["UNAVAILABLE"] = 20 }, meanwhile.Steps[0].Failures);
        Assert.Empty(after.Steps[0].Failures);
        Assert.Equal(20, second.Recommendations.Received.Count);
    }

    [Fact]
    public async Task Run_WithAKey_SendsIt()
    {
        await using var server = await TestServer.StartAsync();

        await RunAsync(server.Address, Options with { Requests = 3 }, new LoadAccess { ApiKey = "secret" });

        Assert.Equal(["Bearer secret"], server.Recommendations.Keys.Distinct());
    }

    private static async Task<LoadReport> RunAsync(string address, LoadTestOptions options, LoadAccess? access = null)
    {
        using var target = new GrpcTarget(new Uri(address), access ?? new LoadAccess { Connections = 1 });
        return await new LoadTestRun(options, target, new StopwatchClock())
            .ExecuteAsync(address, DateTimeOffset.UnixEpoch, null, CancellationToken.None);
    }

    private static Task<LoadReport> RunAsync(GrpcTarget target) =>
        new LoadTestRun(Options with { Requests = 20 }, target, new StopwatchClock())
            .ExecuteAsync("test", DateTimeOffset.UnixEpoch, null, CancellationToken.None);

    private static X509Certificate2 Certificate(ECDsa key)
    {
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
