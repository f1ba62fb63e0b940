using System.Net;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Server.Tests.Testing;
using Recsys.Standard.Rpc;
using Recsys.V1;
using RpcStatus = Recsys.Standard.Rpc.Status;

namespace Recsys.Server.Tests.Fronts;

/// <summary>What is turned away is told so in its own language, over either version of HTTP.</summary>
public sealed class RefusalTests
{
    private const string Method = "/recsys.v1.ProductService/GetProduct";

    public static TheoryData<string> Versions => ["1.1", "2.0"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Json_WithoutTheKey_IsAStatusUnder401(string version)
    {
        await using var test = await StartAsync();
        var answer = await SendAsync(test, HttpMethod.Get, "/v1/products/p1", null, version);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        using var status = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)StatusCode.Unauthenticated, status.RootElement.GetProperty("code").GetInt32());
        var info = status.RootElement.GetProperty("details")[0];
        Assert.Equal("type.googleapis.com/google.rpc.ErrorInfo", info.GetProperty("@type").GetString());
        Assert.Equal(ErrorReasons.ApiKeyInvalid, info.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("application/grpc", "2.0")]
    [InlineData("application/grpc-web", "1.1")]
    [InlineData("application/grpc-web+proto", "2.0")]
    public async Task Grpc_WithoutTheKey_HasItsTrailersInTheHeaders(string type, string version)
    {
        await using var test = await StartAsync();
        var answer = await SendAsync(test, HttpMethod.Post, Method, type, version);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((StatusCode.Unauthenticated, ErrorReasons.ApiKeyInvalid), Outcome(answer));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Page_WithoutTheKey_IsOpen(string version)
    {
        await using var test = await StartAsync();
        var answer = await SendAsync(test, HttpMethod.Get, "/nothing/here", null, version);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("application/grpc", "2.0")]
    [InlineData("application/grpc-web+proto", "1.1")]
    [InlineData("application/json", "1.1")]
    [InlineData(null, "2.0")]
    public async Task Method_ThatIsNotThere_IsUnimplemented(string? type, string version)
    {
        await using var test = await TestServer.StartAsync();
        var answer = await SendAsync(test, HttpMethod.Post, "/no.such.Service/Method", type, version);
        Assert.Equal((StatusCode.Unimplemented, ErrorReasons.MethodNotFound), Outcome(answer));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Overload_OfAJsonCall_IsAStatusUnder503(string version)
    {
        await using var test = await TestServer.StartAsync(options => options with { MaxConcurrentCalls = 1 });
        var waiting = new Probe.ProbeClient(test.Channel).WaitAsync(new ProbeRequest()).ResponseAsync;
        await test.Probe.Entered.WaitAsync();
        var answer = await SendAsync(test, HttpMethod.Get, "/v1/products/p1", null, version);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains(ErrorReasons.Overloaded, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        test.Probe.LetGo.SetResult();
        await waiting;
    }

    private static Task<TestServer> StartAsync() =>
        TestServer.StartAsync(options => options with { ApiKey = "0123456789abcdef" });

    private static async Task<HttpResponseMessage> SendAsync(
        TestServer test, HttpMethod method, string path, string? contentType, string version)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(test.Server.Address, path))
        {
            Version = new Version(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (contentType is not null)
        {
            request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes("\0\0\0\0\0"));
            request.Content.Headers.TryAddWithoutValidation("content-type", contentType);
        }
        var answer = await client.SendAsync(request);
        Assert.Equal(new Version(version), answer.Version);
        return answer;
    }

    private static (StatusCode Code, string Reason) Outcome(HttpResponseMessage answer)
    {
        string details = answer.Headers.GetValues(RpcErrors.DetailsTrailer).Single();
        details = details.PadRight((details.Length + 3) / 4 * 4, '=');
        var status = RpcStatus.Parser.ParseFrom(Convert.FromBase64String(details));
        Assert.Equal($"{status.Code}", answer.Headers.GetValues("grpc-status").Single());
        return ((StatusCode)status.Code, status.Details.Single(any => any.Is(ErrorInfo.Descriptor))
            .Unpack<ErrorInfo>().Reason);
    }
}
