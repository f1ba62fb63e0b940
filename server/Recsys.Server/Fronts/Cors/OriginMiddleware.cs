using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Errors;
using Recsys.V1;

namespace Recsys.Server.Fronts.Cors;

/// <summary>
/// Refuses calls that pages of foreign origins make. Browsers withhold the answers from those pages, but send some
/// requests all the same, without asking first: a POST without a body could put another model live.
/// </summary>
internal sealed class OriginMiddleware
{
    private readonly RequestDelegate _next;
    private readonly HashSet<string> _allowed;
    private readonly bool _isOpen;

    public OriginMiddleware(RequestDelegate next, ServerOptions options)
    {
        _next = next;
        _allowed = options.CorsOrigins.ToHashSet(StringComparer.OrdinalIgnoreCase);
        _isOpen = _allowed.Contains(CorsSetup.AnyOrigin);
    }

    public Task InvokeAsync(HttpContext context)
    {
        // Only browsers send it, with every call that is not a plain read of their own.
        string origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || _isOpen || IsOwn(origin, context.Request.Host) || _allowed.Contains(origin))
            return _next(context);
        return Refusal.WriteAsync(context, RpcErrors.Make(
            StatusCode.PermissionDenied, ErrorReasons.OriginNotAllowed,
            "Pages of this origin may not call the server; recsys serve --cors-origin names those that may."));
    }

    // By host and port alone: before a proxy the scheme may be another.
    private static bool IsOwn(string origin, HostString host)
    {
        int end = origin.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && host.HasValue
            && origin.AsSpan(end + 3).Equals(host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
