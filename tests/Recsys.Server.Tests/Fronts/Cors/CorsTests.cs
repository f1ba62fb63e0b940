using System.Net;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Fronts.Cors;

public sealed class CorsTests
{
    private const string Ours = "https://shop.example";
    private const string Foreign = "https://elsewhere.example";
    private const string Key = "0123456789abcdef";
    private const string Method = WebCall.ProbePath + "Fail";

    [Theory]
    [InlineData(null, Ours, null)]
    [InlineData(Ours, Ours, Ours)]
    [InlineData(Ours, "HTTPS://SHOP.EXAMPLE", "HTTPS://SHOP.EXAMPLE")]
    [InlineData(Ours, Foreign, null)]
    [InlineData(Ours, Ours + ".evil.example", null)]
    [InlineData(Ours, "http://shop.example", null)]
    [InlineData(Ours, "null", null)]
    [InlineData("*", Foreign, "*")]
    public async Task Preflight_OfAnOrigin_IsAllowedOrNot(string? configured, string origin, string? allowed)
    {
        await using var test = await StartAsync(configured);
        foreach (string version in new[] { "1.1", "2.0" })
            foreach (string path in new[] { Method, "/v1/products/p1" })
            {
                using var answer = await PreflightAsync(test, path, origin, version);
                Assert.Equal(allowed, Header(answer, "access-control-allow-origin"));
                Assert.Null(Header(answer, "access-control-allow-credentials"));
                if (allowed is null) continue;
                Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
                Assert.Equal("content-type,x-grpc-web,x-own", Header(answer, "access-control-allow-headers"));
                Assert.Contains("POST", Header(answer, "access-control-allow-methods"), StringComparison.Ordinal);
                Assert.Equal("7200", Header(answer, "access-control-max-age"));
                Assert.Equal(allowed == "*" ? null : "Origin", Header(answer, "vary"));
            }
        Assert.Empty(test.Errors);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Call_OfAnAllowedOrigin_MayReadWhatGrpcWebNeeds(string version)
    {
        await using var test = await StartAsync(Ours);
        using var client = new HttpClient { BaseAddress = test.Server.Address };
        byte[] body = WebCall.Frame(new ProbeRequest { Text = "x" }.ToByteArray());
        using var answer = await WebCall.SendAsync(
            client, Method, body, version: version, headers: [("origin", Ours), ("x-api-key", Key)]);
        Assert.Equal(Ours, Header(answer, "access-control-allow-origin"));
        Assert.Contains("grpc-status-details-bin", Header(answer, "access-control-expose-headers"),
            StringComparison.Ordinal);
        Assert.Equal(["x"], (await WebReply.ReadAsync(answer)).Texts);
    }

    [Fact]
    public async Task Refusal_OfAnAllowedOrigin_CanBeRead()
    {
        await using var test = await StartAsync(Ours);
        using var client = new HttpClient { BaseAddress = test.Server.Address };
        using var answer = await WebCall.SendAsync(client, Method, WebCall.Frame([]), headers: ("origin", Ours));
        Assert.Equal(Ours, Header(answer, "access-control-allow-origin"));
        Assert.Contains("grpc-message", Header(answer, "access-control-expose-headers"), StringComparison.Ordinal);
        Assert.Equal("API_KEY_INVALID", (await WebReply.ReadAsync(answer)).Reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Ours)]
    public async Task Call_OfAForeignOrigin_IsRefusedAndMayNotBeRead(string? configured)
    {
        await using var test = await StartAsync(configured);
        using var client = new HttpClient { BaseAddress = test.Server.Address };
        using var answer = await WebCall.SendAsync(
            client, Method, WebCall.Frame([]), headers: [("origin", Foreign), ("x-api-key", Key)]);
        Assert.Equal("ORIGIN_NOT_ALLOWED", (await WebReply.ReadAsync(answer)).Reason);
        Assert.Null(Header(answer, "access-control-allow-origin"));
        Assert.Null(Header(answer, "access-control-expose-headers"));
    }

    [Theory]
    [InlineData(Foreign, HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1", HttpStatusCode.Forbidden)]
    [InlineData("own", HttpStatusCode.NotFound)]
    [InlineData("own of a proxy with TLS", HttpStatusCode.NotFound)]
    public async Task Post_WithoutABodyThatBrowsersDoNotAskAbout_IsTheOwnPagesAlone(
        string origin, HttpStatusCode expected)
    {
        await using var test = await StartAsync(null);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(test.Server.Address, "/v1/no/such:thing"));
        string own = test.Server.Address.GetLeftPart(UriPartial.Authority);
        request.Headers.TryAddWithoutValidation("origin", origin switch
        {
            "own" => own,
            "own of a proxy with TLS" => own.Replace("http:", "https:", StringComparison.Ordinal),
            _ => origin,
        });
        request.Headers.TryAddWithoutValidation("x-api-key", Key);
        using var answer = await client.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Start_OpenToAll_SaysSo()
    {
        await using var test = await StartAsync("*");
        Assert.Contains(test.Log, line =>
            line.Level == LogLevel.Warning && line.Text.Contains("CORS is open", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("shop.example")]
    [InlineData("https://shop.example/")]
    [InlineData("https://shop.example/path")]
    [InlineData("https://*.example")]
    [InlineData("ftp://shop.example")]
    [InlineData("https://user@shop.example")]
    [InlineData("https://shop.example:443")]
    [InlineData("")]
    public async Task Origin_ThatNoBrowserSends_IsRefusedAtTheStart(string origin)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(origin));
        Assert.Contains("CorsOrigins", error.Message, StringComparison.Ordinal);
        Assert.Contains("https://shop.example", error.Message, StringComparison.Ordinal);
    }

    private static Task<TestServer> StartAsync(string? origin) => TestServer.StartAsync(options => options with
    {
        ApiKey = Key,
        CorsOrigins = origin is null ? [] : [origin],
    });

    private static async Task<HttpResponseMessage> PreflightAsync(
        TestServer test, string path, string origin, string version)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(test.Server.Address, path))
        {
            Version = new Version(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("origin", origin);
        request.Headers.TryAddWithoutValidation("access-control-request-method", "POST");
        request.Headers.TryAddWithoutValidation("access-control-request-headers", "content-type,x-grpc-web,x-own");
        return await client.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}
