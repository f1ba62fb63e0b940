using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Recsys.Server.Errors;

/// <summary>
/// Gives the error model to failures that no method and no interceptor sees, since the gRPC layer ends those calls
/// itself: unreadable and too large messages, unknown methods, unknown encodings.
/// </summary>
internal sealed class ErrorDetailsMiddleware(RequestDelegate next, ErrorCompletion errors)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (Destination(context) is { IsReadOnly: false } trailers) errors.Complete(context, trailers);
    }

    // A call that failed before its first message has its trailers in the headers.
    private static IHeaderDictionary? Destination(HttpContext context) => context.Response.HasStarted
        ? context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
        : context.Response.Headers;
}
