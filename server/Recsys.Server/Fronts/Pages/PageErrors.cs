using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Fronts.Pages;

/// <summary>Errors for people who look at the server with a browser: a line of plain text.</summary>
internal static class PageErrors
{
    /// <summary>Writes the whole answer, which must not have begun.</summary>
    public static Task WriteAsync(HttpContext context, RpcException error) =>
        WriteAsync(context, HttpStatus.Of(error.StatusCode), error.Status.Detail);

    /// <summary>Writes the whole answer, which must not have begun.</summary>
    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        PageHeaders.Write(response.Headers);
        byte[] body = Encoding.UTF8.GetBytes(message + "\n");
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
