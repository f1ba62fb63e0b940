using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>A call by JSON, as the service's method and the interceptors see it.</summary>
internal sealed class JsonCallContext : ServerCallContext
{
    // Where the gRPC layer's own extension looks for the request of a context that it did not make.
    private const string HttpContextKey = "__HttpContext";

    private readonly HttpContext _http;
    private Metadata? _headers;
    private Metadata? _trailers;

    public JsonCallContext(HttpContext http, string method, DateTime deadline, CancellationToken cancellation)
    {
        _http = http;
        MethodCore = method;
        DeadlineCore = deadline;
        CancellationTokenCore = cancellation;
        UserState[HttpContextKey] = http;
    }

    protected override string MethodCore { get; }

    protected override string HostCore => _http.Request.Host.Value ?? "";

    protected override string PeerCore =>
        FormattableString.Invariant($"{_http.Connection.RemoteIpAddress}:{_http.Connection.RemotePort}");

    protected override DateTime DeadlineCore { get; }

    protected override Metadata RequestHeadersCore => _headers ??= ReadHeaders();

    protected override CancellationToken CancellationTokenCore { get; }

    protected override Metadata ResponseTrailersCore => _trailers ??= [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new(null, []);

    /// <summary>
    /// What the method said in trailers, as headers of an answer that did not begin yet: by plain HTTP few callers can
    /// read trailers.
    /// </summary>
    public void TellTrailers()
    {
        if (_trailers is not null) AppendHeaders(_trailers);
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        AppendHeaders(responseHeaders);
        return Task.CompletedTask;
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("The server makes no calls on behalf of its callers.");

    private void AppendHeaders(Metadata entries)
    {
        foreach (var entry in entries)
        {
            _http.Response.Headers.Append(
                entry.Key, entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value);
        }
    }

    private Metadata ReadHeaders()
    {
        var headers = new Metadata();
        foreach (var (name, values) in _http.Request.Headers)
        {
            string key = name.ToLower(CultureInfo.InvariantCulture);
            bool isBinary = key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal);
            if (key.StartsWith(':') || isBinary) continue;
            foreach (string? value in values) headers.Add(key, value ?? "");
        }
        return headers;
    }
}
