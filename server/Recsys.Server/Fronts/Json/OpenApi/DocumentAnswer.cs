using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Errors;
using Recsys.V1;

namespace Recsys.Server.Fronts.Json.OpenApi;

/// <summary>Serves the document, which changes with the server's version alone.</summary>
internal static class DocumentAnswer
{
    private static readonly Lazy<string> Etag =
        new(() => $"\"{Convert.ToHexStringLower(SHA256.HashData(OpenApiDocument.Utf8.Span)[..8])}\"");

    /// <summary>Answers GET and HEAD.</summary>
    /// <exception cref="RpcException">Another HTTP method.</exception>
    public static async Task WriteAsync(HttpContext http)
    {
        bool isHead = HttpMethods.IsHead(http.Request.Method);
        var response = http.Response;
        if (!isHead && !HttpMethods.IsGet(http.Request.Method))
        {
            response.Headers.Allow = "GET, HEAD";
            throw RpcErrors.Make(
                StatusCode.Unimplemented, ErrorReasons.HttpMethodNotAllowed, "This path takes GET, HEAD.");
        }
        response.Headers.ETag = Etag.Value;
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        if (http.Request.Headers.IfNoneMatch == Etag.Value)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = MediaTypes.Json;
        response.ContentLength = OpenApiDocument.Utf8.Length;
        if (!isHead) await response.BodyWriter.WriteAsync(OpenApiDocument.Utf8, http.RequestAborted);
    }
}
