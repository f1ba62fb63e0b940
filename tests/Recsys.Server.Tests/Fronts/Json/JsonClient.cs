using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Fronts.Json;

/// <summary>Calls a test server by plain HTTP, over the version a test asks for.</summary>
internal sealed class JsonClient : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Version _version;

    public JsonClient(TestServer server, string version = "2.0")
    {
        _version = Version.Parse(version);
        _http.BaseAddress = server.Server.Address;
    }

    /// <summary>Sends a request and reads all of its answer.</summary>
    public async Task<JsonReply> SendAsync(
        string method, string path, string? body = null, string? type = "application/json",
        params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), type);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    public Task<JsonReply> GetAsync(string path) => SendAsync("GET", path);

    public async Task<JsonReply> SendAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        return new JsonReply(
            answer.StatusCode, answer, await answer.Content.ReadAsStringAsync(), answer.Content.Headers);
    }

    /// <summary>Sends a request and leaves its answer to be read as it comes.</summary>
    public Task<HttpResponseMessage> BeginAsync(HttpRequestMessage request, CancellationToken cancellation = default) =>
        _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);

    public HttpRequestMessage Request(string method, string path, byte[]? body, string? type)
    {
        // The framework would change what tests mean to send, such as an escaped dot.
        var address = new Uri(
            _http.BaseAddress!.GetLeftPart(UriPartial.Authority) + path,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(method), address)
        {
            Version = _version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (body is null) return request;
        request.Content = new ByteArrayContent(body);
        if (type is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return request;
    }

    public void Dispose() => _http.Dispose();
}
