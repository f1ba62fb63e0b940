using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Recsys.Standard.Rpc;

namespace Recsys.Conformance.Servers;

/// <summary>
/// Answers UNAVAILABLE so many times and then with an empty message, whatever is called, by gRPC, gRPC-Web or JSON, and
/// tells what it saw: how often it was tried, how long apart, with what deadline and key.
/// </summary>
internal sealed class FlakyServer : IAsyncDisposable
{
    private const int Unavailable = 14;
    private readonly WebApplication _app;
    private readonly List<long> _arrivals = [];
    private readonly int _failures;
    private readonly int _retryMs;
    private string? _deadline;
    private string? _authorization;

    private FlakyServer(WebApplication app, int failures, int retryMs) =>
        (_app, _failures, _retryMs) = (app, failures, retryMs);

    /// <summary>Where it speaks HTTP/2.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Where it speaks HTTP/1.1.</summary>
    public Uri PlainAddress { get; private set; } = null!;

    /// <summary>Starts one.</summary>
    /// <param name="failures">How often it fails.</param>
    /// <param name="retryMs">What its RetryInfo says, in milliseconds; 0 for none.</param>
    public static async Task<FlakyServer> StartAsync(int failures, int retryMs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        var server = new FlakyServer(app, failures, retryMs);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        (server.Address, server.PlainAddress) = (new Uri(bound.First()), new Uri(bound.Last()));
        return server;
    }

    /// <summary>What it saw since the last time it was asked.</summary>
    public JsonObject TakeSeen()
    {
        lock (_arrivals)
        {
            var gaps = _arrivals.Zip(_arrivals.Skip(1), Stopwatch.GetElapsedTime).ToArray();
            var seen = new JsonObject
            {
                ["attempts"] = _arrivals.Count,
                ["deadline"] = _deadline,
                ["authorization"] = _authorization,
                ["shortest_gap_ms"] = gaps.Length == 0 ? 0 : gaps.Min().TotalMilliseconds,
            };
            _arrivals.Clear();
            return seen;
        }
    }

    /// <summary>Stops it.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowHeaders = "*, authorization";
        response.Headers.AccessControlExposeHeaders = "*";
        if (HttpMethods.IsOptions(request.Method)) return;

        // What a stream still sends is of no interest, but it must be able to.
        bool fails = Note(request);
        await request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        if (request.Path.StartsWithSegments("/v1")) await AnswerJsonAsync(response, fails);
        else await AnswerGrpcAsync(request, response, fails);
    }

    private bool Note(HttpRequest request)
    {
        lock (_arrivals)
        {
            _arrivals.Add(Stopwatch.GetTimestamp());
            string timeout = request.Headers["grpc-timeout"].ToString();
            _deadline = timeout.Length > 0 ? timeout : request.Headers["x-server-timeout"].ToString();
            _authorization = request.Headers.Authorization.ToString();
            return _arrivals.Count <= _failures;
        }
    }

    private async Task AnswerGrpcAsync(HttpRequest request, HttpResponse response, bool fails)
    {
        response.ContentType = request.ContentType;
        if (fails)
        {
            response.Headers["grpc-status"] = $"{Unavailable}";
            response.Headers["grpc-message"] = "The server is flaky.";
            response.Headers["grpc-status-details-bin"] =
                Convert.ToBase64String(Status().ToByteArray()).TrimEnd('=');
            return;
        }
        await response.Body.WriteAsync(new byte[5]);
        if (request.ContentType?.StartsWith("application/grpc-web", StringComparison.Ordinal) == true)
        {
            byte[] trailers = "grpc-status: 0\r\n"u8.ToArray();
            await response.Body.WriteAsync(new byte[] { 0x80, 0, 0, 0, (byte)trailers.Length });
            await response.Body.WriteAsync(trailers);
        }
        else
        {
            response.AppendTrailer("grpc-status", "0");
        }
    }

    private async Task AnswerJsonAsync(HttpResponse response, bool fails)
    {
        response.ContentType = "application/json";
        response.StatusCode = fails ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        var formatter = new JsonFormatter(JsonFormatter.Settings.Default.WithTypeRegistry(
            Google.Protobuf.Reflection.TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)));
        await response.WriteAsync(fails ? formatter.Format(Status()) : "{}");
    }

    private Status Status()
    {
        var status = new Status { Code = Unavailable, Message = "The server is flaky." };
        status.Details.Add(Any.Pack(new ErrorInfo { Domain = "recsys", Reason = "OVERLOADED" }));
        if (_retryMs > 0)
        {
            var delay = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(_retryMs));
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = delay }));
        }
        return status;
    }
}
