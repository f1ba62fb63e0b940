using System.Globalization;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Hosting;

/// <summary>Gives unary calls a deadline where the caller named none, so that no call waits for ever.</summary>
internal sealed class DeadlineMiddleware(RequestDelegate next, ServerOptions options)
{
    private const string Header = "grpc-timeout";

    private readonly string _timeout =
        ((long)options.DefaultDeadline.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "m";

    public Task InvokeAsync(HttpContext context)
    {
        var method = context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method;
        if (method is { Type: MethodType.Unary } && !context.Request.Headers.ContainsKey(Header))
            context.Request.Headers[Header] = _timeout;
        return next(context);
    }
}
