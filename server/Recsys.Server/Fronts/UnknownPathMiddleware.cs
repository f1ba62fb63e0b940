using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Errors;
using Recsys.V1;

namespace Recsys.Server.Fronts;

/// <summary>The last middleware: nothing serves this path, and the answer says so in the request's own
/// language.</summary>
internal sealed class UnknownPathMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not null) return next(context);
        var front = FrontFeature.Of(context);
        return Refusal.WriteAsync(context, front is Front.Grpc or Front.GrpcWeb
            ? RpcErrors.MethodNotFound(context.Request.Path)
            : RpcErrors.Make(
                StatusCode.NotFound, ErrorReasons.PathNotFound, $"This server has nothing at {context.Request.Path}."));
    }
}
