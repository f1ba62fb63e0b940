using System.Diagnostics;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Recsys.Server.Errors;
using Recsys.Server.Fronts.Json.Calls;
using Recsys.Server.Fronts.Json.OpenApi;
using Recsys.Server.Fronts.Json.Routing;
using Recsys.Server.Hosting;
using Recsys.Server.Services;
using Recsys.V1;

namespace Recsys.Server.Fronts.Json;

/// <summary>
/// Answers calls by plain HTTP with JSON, by the HTTP rules of the contract. A call runs the very code that a gRPC call
/// runs: the same service, behind the same interceptors, with the same limits.
/// </summary>
internal sealed class JsonFront
{
    private readonly RouteTable _routes = new(ServedServices.Contract);
    private readonly IReadOnlyDictionary<string, ServedMethod> _methods;
    private readonly ServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<JsonFront> _logger;

    public JsonFront(
        IServiceProvider services, IOptions<GrpcServiceOptions> grpc, ServerOptions options, TimeProvider time,
        ILogger<JsonFront> logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        var binder = new MethodBinder([.. grpc.Value.Interceptors.Select(one => Make(services, one))]);
        ContractServices.Bind(binder, services);
        _methods = binder.Methods;
    }

    /// <summary>Every way to call a method.</summary>
    public IReadOnlyList<JsonRoute> Routes => _routes.Routes;

    /// <summary>Answers a request, whatever it is.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        RpcException failure;
        try
        {
            await CallAsync(http);
            return;
        }
        catch (RpcException error)
        {
            failure = error;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error)
        {
            string id = ErrorIds.Next();
            ErrorLog.Unexpected(_logger, id, http.Request.Path, error);
            failure = RpcErrors.Internal(id);
        }
        await FailAsync(http, failure);
    }

    private async Task CallAsync(HttpContext http)
    {
        if (http.Request.Path.Equals(FrontRules.OpenApiPath))
        {
            await DocumentAnswer.WriteAsync(http);
            return;
        }
        var path = RequestPath.Of(http);
        var route = _routes.Find(http.Request.Method, path, out string allowed) ?? throw NoRoute(http, allowed);
        string name = $"/{route.Method.Service.FullName}/{route.Method.Name}";
        Tell(http, route, name);
        if (!_methods.TryGetValue(name, out var method))
            throw RpcErrors.NotServed($"This server does not serve {route.Method.FullName} yet.");
        var values = route.Path.Values(path)
            ?? throw RpcErrors.Make(
                StatusCode.InvalidArgument, ErrorReasons.UnreadableMessage,
                "The path is not percent-encoded UTF-8.");
        var body = new RequestBody(http, _options.MaxReceiveMessageBytes);
        Negotiation.Check(http.Request, route, method, body.MayBeThere);

        TimeSpan? timeout = CallTimeout.Of(http.Request)
            ?? (method.Type == MethodType.Unary ? _options.DefaultDeadline : null);
        var deadline = timeout is { } time ? _time.GetUtcNow().UtcDateTime + time : DateTime.MaxValue;
        using var late = timeout is { } wait ? new CancellationTokenSource(wait, _time) : new();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, http.RequestAborted);
        var context = new JsonCallContext(http, name, deadline, ending.Token);
        var call = new JsonCall(http, route, values, context, body);
        try
        {
            await method.RunAsync(call);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            // While the request was read or the answer written; within the method the interceptor says the same.
            throw RpcErrors.Late();
        }
    }

    private static async Task FailAsync(HttpContext http, RpcException error)
    {
        Activity.Current?.SetTag("grpc.status_code", (int)error.StatusCode);
        if (http.RequestAborted.IsCancellationRequested) return;
        if (!http.Response.HasStarted) await JsonErrors.WriteAsync(http, error);
        else if (http.Response.ContentType == MediaTypes.Lines) await AnswerLines.FailAsync(http, error);
        else http.Abort();
    }

    // What the gRPC layer tells of its calls, so that a dashboard sees both alike.
    private static void Tell(HttpContext http, JsonRoute route, string name)
    {
        if (Activity.Current is { } span)
        {
            span.SetTag("grpc.method", name);
            span.SetTag("grpc.status_code", 0);
            span.SetTag("http.route", route.Path.Text);
        }
        http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("http.route", route.Path.Text));
    }

    private static RpcException NoRoute(HttpContext http, string allowed)
    {
        if (allowed.Length == 0)
        {
            return RpcErrors.Make(
                StatusCode.NotFound, ErrorReasons.PathNotFound,
                "No call has this path. /openapi.json describes those there are; ids in a path are percent-encoded.");
        }
        http.Response.Headers.Allow = allowed;
        return RpcErrors.Make(
            StatusCode.Unimplemented, ErrorReasons.HttpMethodNotAllowed,
            $"This path is not for {http.Request.Method}; it takes {allowed}.");
    }

    private static Interceptor Make(IServiceProvider services, InterceptorRegistration registration) =>
        (Interceptor)(services.GetService(registration.Type)
            ?? ActivatorUtilities.CreateInstance(services, registration.Type, [.. registration.Arguments]));
}
