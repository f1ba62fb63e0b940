using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Errors;
using Recsys.Server.Fronts.Json.Binding;
using Recsys.Server.Fronts.Json.Writing;
using Recsys.Standard.Rpc;
using Recsys.V1;
using RpcStatus = Recsys.Standard.Rpc.Status;

namespace Recsys.Server.Fronts.Json;

/// <summary>Errors of plain HTTP: google.rpc.Status as JSON, under the HTTP status that stands for its
/// code.</summary>
internal static class JsonErrors
{
    /// <summary>Writes the whole answer, which must not have begun.</summary>
    public static async Task WriteAsync(HttpContext http, RpcException error)
    {
        var status = StatusOf(error);
        string reason = Detail<ErrorInfo>(status)?.Reason ?? "";
        if (error.StatusCode == StatusCode.Unauthenticated) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (Detail<RetryInfo>(status)?.RetryDelay is { } delay)
        {
            double seconds = Math.Ceiling(delay.ToTimeSpan().TotalSeconds);
            http.Response.Headers.RetryAfter = seconds.ToString("0", CultureInfo.InvariantCulture);
        }
        using var bytes = new PooledBytes();
        JsonAnswers.Write(bytes, status, WantsIndented(http.Request));
        await SendAsync(http, StatusCodeOf(error.StatusCode, reason), bytes);
    }

    /// <summary>Sends a whole answer of JSON; to HEAD only its headers.</summary>
    public static async Task SendAsync(HttpContext http, int statusCode, PooledBytes json)
    {
        http.Response.StatusCode = statusCode;
        http.Response.ContentType = MediaTypes.Json;
        http.Response.ContentLength = json.Length;
        SetSafetyHeaders(http.Response.Headers);
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.BodyWriter.WriteAsync(json.Written, http.RequestAborted);
    }

    /// <summary>The error in full.</summary>
    public static RpcStatus StatusOf(RpcException error) =>
        error.Trailers.GetValueBytes(RpcErrors.DetailsTrailer) is { } details
            ? RpcStatus.Parser.ParseFrom(details)
            : new RpcStatus { Code = (int)error.StatusCode, Message = error.Status.Detail };

    /// <summary>Whether the caller asks for an answer that people can read.</summary>
    public static bool WantsIndented(HttpRequest request) =>
        QueryBinding.WantsIndented(request.QueryString.Value ?? "");

    /// <summary>Answers are about one moment and one caller, and never a page.</summary>
    public static void SetSafetyHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
    }

    // Where the reason is HTTP's own, so is the status.
    private static int StatusCodeOf(StatusCode code, string reason) => reason switch
    {
        ErrorReasons.MessageTooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorReasons.HttpMethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ErrorReasons.ContentTypeNotSupported => StatusCodes.Status415UnsupportedMediaType,
        ErrorReasons.NotAcceptable => StatusCodes.Status406NotAcceptable,
        _ => HttpStatus.Of(code),
    };

    private static T? Detail<T>(RpcStatus status) where T : class, IMessage, new()
    {
        foreach (var detail in status.Details)
        {
            if (detail.TryUnpack(out T found)) return found;
        }
        return null;
    }
}
