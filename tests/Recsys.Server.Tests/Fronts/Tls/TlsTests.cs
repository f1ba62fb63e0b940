using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Recsys.Client;
using Recsys.Server.Fronts.Tls;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Fronts.Tls;

public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _certificate;
    private readonly string _key;

    public TlsTests()
    {
        _certificate = _folder.Sub("server.pem");
        _key = _folder.Sub("key.pem");
        Write(TestCertificate.Create("first"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Https_EveryFrontAndVersion_IsAnswered(string version)
    {
        await using var test = await StartAsync();
        Assert.Equal("https", test.Server.Address.Scheme);
        using var client = new HttpClient(Trusting()) { BaseAddress = test.Server.Address };
        var reply = await WebCall.ProbeAsync(client, "Fail", "x", version: version);
        Assert.Equal(["x"], reply.Texts);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing")
        {
            Version = new Version(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Https_TheClientOfTheSdk_Calls()
    {
        await using var test = await StartAsync();
        using var client = RecsysClient.Connect(
            test.Server.Address.ToString(), new RecsysClientOptions { RootCertificatesFile = _certificate });
        var products = await client.Products.ListProductsAsync(new ListProductsRequest());
        Assert.Empty(products.Products);
    }

    [Fact]
    public async Task Https_AClientThatDoesNotTrust_IsLeftAlone()
    {
        await using var test = await StartAsync();
        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(test.Server.Address));
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(IPAddress.Loopback, test.Server.Address.Port);
            await socket.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
            Assert.Equal(0, await socket.ReceiveAsync(new byte[100]));
        }
        using var trusting = new HttpClient(Trusting()) { BaseAddress = test.Server.Address };
        Assert.Equal(["x"], (await WebCall.ProbeAsync(trusting, "Fail", "x")).Texts);
        Assert.Empty(test.Errors);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Handshake_OfAModernVersion_AgreesOnHttp2(SslProtocols version)
    {
        await using var test = await StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, test.Server.Address.Port);
        await using var stream = new SslStream(socket.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            EnabledSslProtocols = version,
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        });
        Assert.Equal(version, stream.SslProtocol);
        Assert.Equal(SslApplicationProtocol.Http2, stream.NegotiatedApplicationProtocol);
    }

    [Fact]
    public void Files_ThatChange_AreReadAnewOnceTheyFit()
    {
        var clock = new MovedClock();
        var log = new RecordingLogger();
        var source = new CertificateSource(_certificate, _key, clock, log.CreateLogger("tls"));
        Assert.Equal("CN=first", Shown());

        var second = TestCertificate.Create("second");
        File.WriteAllText(_certificate, second.Certificate);
        Touch(_certificate, minutes: 1);
        clock.Move(1);
        Assert.Equal("CN=first", Shown());
        Assert.Contains(log.Lines, line =>
            line.Level == LogLevel.Warning && line.Text.Contains("is not that of", StringComparison.Ordinal));

        File.WriteAllText(_key, second.Key);
        Touch(_key, minutes: 2);
        Assert.Equal("CN=first", Shown());
        clock.Move(1);
        Assert.Equal("CN=second", Shown());

        File.Delete(_key);
        clock.Move(1);
        Assert.Equal("CN=second", Shown());

        string Shown() => source.Answer().ServerCertificateContext!.TargetCertificate.Subject;
    }

    [Theory]
    [InlineData("", "There is no certificate in")]
    [InlineData("rubbish", "There is no certificate in")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read")]
    public async Task Start_CertificateThatIsNone_SaysSo(string content, string expected)
    {
        File.WriteAllText(_certificate, content);
        var error = await Assert.ThrowsAsync<ArgumentException>(StartAsync);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("server.pem", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "There is no private key in")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n", "is encrypted")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "is not that of")]
    public async Task Start_KeyThatIsNone_SaysSo(string content, string expected)
    {
        File.WriteAllText(_key, content);
        var error = await Assert.ThrowsAsync<ArgumentException>(StartAsync);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("key.pem", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_KeyOfAnotherCertificate_SaysSo()
    {
        File.WriteAllText(_key, TestCertificate.Create("other").Key);
        var error = await Assert.ThrowsAsync<ArgumentException>(StartAsync);
        Assert.Contains("is not that of the certificate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FileThatIsNotThere_SaysSo()
    {
        File.Delete(_key);
        var error = await Assert.ThrowsAsync<ArgumentException>(StartAsync);
        Assert.Contains("key.pem cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_KeyInTheCertificatesFile_IsFound()
    {
        var both = TestCertificate.Create("both");
        File.WriteAllText(_certificate, both.Certificate + both.Key);
        await using var test = await TestServer.StartAsync(options => options with
        {
            Address = new Uri("https://127.0.0.1:0"),
            CertificateFile = _certificate,
        });
        using var channel = GrpcChannel.ForAddress(
            test.Server.Address, new GrpcChannelOptions { HttpHandler = Trusting(), DisposeHttpClient = true });
        Assert.Equal("x", (await new Probe.ProbeClient(channel).FailAsync(new ProbeRequest { Text = "x" })).Text);
    }

    private Task<TestServer> StartAsync() => TestServer.StartAsync(options => options with
    {
        Address = new Uri("https://127.0.0.1:0"),
        CertificateFile = _certificate,
        CertificateKeyFile = _key,
    });

    private void Write(TestCertificate certificate)
    {
        File.WriteAllText(_certificate, certificate.Certificate);
        File.WriteAllText(_key, certificate.Key);
    }

    // Later than any write of this test, whatever the file system's clock counts in.
    private static void Touch(string file, int minutes) =>
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(minutes));

    private static SocketsHttpHandler Trusting() => new()
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    };
}
