using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Errors;
using Recsys.Standard.Rpc;
using RpcStatus = Recsys.Standard.Rpc.Status;

namespace Recsys.Server.Fronts.Json;

/// <summary>Errors of plain HTTP: google.rpc.Status as JSON, under the HTTP status that stands for its
/// code.</summary>
internal static class JsonErrors
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithTypeRegistry(
        TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)));

    /// <summary>Writes the whole answer, which must not have begun.</summary>
    public static Task WriteAsync(HttpContext context, RpcException error)
    {
        var response = context.Response;
        response.StatusCode = HttpStatus.Of(error.StatusCode);
        response.ContentType = "application/json";
        if (error.StatusCode == StatusCode.Unauthenticated) response.Headers.WWWAuthenticate = "Bearer";
        byte[] details = error.Trailers.GetValueBytes(RpcErrors.DetailsTrailer)!;
        byte[] body = Encoding.UTF8.GetBytes(Formatter.Format(RpcStatus.Parser.ParseFrom(details)));
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
