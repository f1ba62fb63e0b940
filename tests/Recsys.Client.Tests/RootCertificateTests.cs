using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Recsys.V1;

namespace Recsys.Client.Tests;

/// <summary>Trust in a server whose authority is the shop's own.</summary>
public sealed class RootCertificateTests : IDisposable
{
    private static readonly RecommendForUserRequest Ask = new() { CustomerId = "17850" };
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private readonly string _file = Path.GetTempFileName();

    public RootCertificateTests() => File.WriteAllText(_file, _certificate.ExportCertificatePem());

    public void Dispose()
    {
        File.Delete(_file);
        _certificate.Dispose();
    }

    [Fact]
    public async Task Call_ToAServerOfATrustedRoot_Answers()
    {
        await using var server = await ScriptedServer.StartAsync(_certificate);
        using var client = RecsysClient.Connect(server.Address, new() { RootCertificatesFile = _file });

        Assert.Single((await client.Recommendations.RecommendForUserAsync(Ask)).Recommendations);
    }

    [Fact]
    public async Task Call_ToAServerOfAnotherRoot_FailsWithoutSendingAnything()
    {
        await using var server = await ScriptedServer.StartAsync(_certificate);
        using var client = RecsysClient.Connect(server.Address, new() { MaxAttempts = 1 });

        var error = await Assert.ThrowsAsync<RecsysException>(async () =>
            await client.Recommendations.RecommendForUserAsync(Ask));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task Call_ToAServerOfAnotherName_FailsThoughItsRootIsTrusted()
    {
        await using var server = await ScriptedServer.StartAsync(_certificate);
        string address = server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        using var client = RecsysClient.Connect(address, new() { RootCertificatesFile = _file, MaxAttempts = 1 });

        var error = await Assert.ThrowsAsync<RecsysException>(async () =>
            await client.Recommendations.RecommendForUserAsync(Ask));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public void Connect_WithAFileThatHoldsNone_SaysSo()
    {
        File.WriteAllText(_file, "no certificate");
        var error = Assert.Throws<ArgumentException>(() =>
            RecsysClient.Connect("https://localhost", new() { RootCertificatesFile = _file }));
        Assert.Contains("RootCertificatesFile must hold certificates", error.Message, StringComparison.Ordinal);
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=recsys test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
