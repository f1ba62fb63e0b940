using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Fronts.Pages;

/// <summary>Answers all that is for people: the page, its files, the documentation. Open to everyone, since there is
/// nothing in it but itself.</summary>
internal sealed class PageMiddleware(RequestDelegate next, PageFolder pages)
{
    private const string NoPage =
        "This is a Recsys server without its page: there is no folder wwwroot beside recsys.dll.\n"
        + "It is reached by gRPC and gRPC-Web on this port, and by JSON at the paths below /v1.";

    public Task InvokeAsync(HttpContext context)
    {
        if (FrontFeature.Of(context) != Front.Page) return next(context);
        PageHeaders.Write(context.Response.Headers);
        bool isHead = HttpMethods.IsHead(context.Request.Method);
        if (!isHead && !HttpMethods.IsGet(context.Request.Method)) return RefuseMethodAsync(context);

        string path = context.Request.Path.Value ?? "/";
        if (pages.Find(path) is { } file) return SendAsync(context, file, isHead);
        if (pages.IsFolder(path)) return Redirect(context, path + "/");
        if (path == "/") return PageErrors.WriteAsync(context, StatusCodes.Status404NotFound, NoPage);
        return PageErrors.WriteAsync(context, StatusCodes.Status404NotFound, "There is no such page.");
    }

    private static Task SendAsync(HttpContext context, PageFile file, bool isHead)
    {
        var response = context.Response;
        var headers = response.GetTypedHeaders();
        headers.ETag = file.Tag;
        response.Headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        if (file.IsCompressible) response.Headers.Vary = "Accept-Encoding";
        var request = context.Request.GetTypedHeaders();
        if (request.IfNoneMatch.Any(tag => tag.Tag == "*" || tag.Compare(file.Tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        var (bytes, encoding) = file.For(request.AcceptEncoding);
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        response.ContentType = file.ContentType;
        response.ContentLength = bytes.Length;
        return isHead ? Task.CompletedTask : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    // Relative links of a folder's index need its last slash.
    private static Task Redirect(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = path + context.Request.QueryString;
        return Task.CompletedTask;
    }

    private static Task RefuseMethodAsync(HttpContext context)
    {
        context.Response.Headers.Allow = "GET, HEAD";
        return PageErrors.WriteAsync(
            context, StatusCodes.Status405MethodNotAllowed,
            "Pages are only read. Calls are made below /v1, or by gRPC.");
    }
}
