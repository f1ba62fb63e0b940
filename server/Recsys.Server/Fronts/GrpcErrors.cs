using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Errors;

namespace Recsys.Server.Fronts;

/// <summary>Errors of gRPC for calls that never got to the gRPC layer.</summary>
internal static class GrpcErrors
{
    /// <summary>Ends a call that has not begun with an error: its trailers go out as headers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="error">The error.</param>
    /// <param name="httpStatus">200 but where the request is no call at all.</param>
    public static void Write(HttpContext context, RpcException error, int httpStatus = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = httpStatus;
        context.Response.ContentType = "application/grpc";
        var headers = context.Response.Headers;
        headers["grpc-status"] = ((int)error.StatusCode).ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = PercentEncoding.Encode(error.Status.Detail);
        foreach (var entry in error.Trailers)
            headers[entry.Key] = entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes).TrimEnd('=') : entry.Value;
    }
}
