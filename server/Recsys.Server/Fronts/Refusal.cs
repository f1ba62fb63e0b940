using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Fronts.Json;
using Recsys.Server.Fronts.Pages;

namespace Recsys.Server.Fronts;

/// <summary>
/// Turns a request away in the language it speaks. Whatever refuses a request before its method, a wrong key or an
/// unknown path, does so here and nowhere else.
/// </summary>
internal static class Refusal
{
    /// <summary>Writes the whole answer, which must not have begun.</summary>
    /// <param name="context">The request.</param>
    /// <param name="error">Made by <see cref="Errors.RpcErrors"/>, with details.</param>
    public static Task WriteAsync(HttpContext context, RpcException error)
    {
        switch (FrontFeature.Of(context))
        {
            case Front.Json:
                return JsonErrors.WriteAsync(context, error);
            case Front.Page:
                return PageErrors.WriteAsync(context, error);
            default:
                // gRPC-Web, too: trailers of a call that never began are headers in both.
                GrpcErrors.Write(context, error);
                return Task.CompletedTask;
        }
    }
}
