using System.Globalization;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Recsys.V1;

namespace Recsys.Server.Errors;

/// <summary>Gives the error model to a failure that the gRPC layer wrote into trailers by itself.</summary>
internal sealed class ErrorCompletion(ServerOptions options, ILogger<ErrorCompletion> logger)
{
    private const string StatusTrailer = "grpc-status";
    private const string MessageTrailer = "grpc-message";

    /// <summary>Notes that the request was read and the call got as far as the interceptors.</summary>
    public static void MarkReached(ServerCallContext context) =>
        context.GetHttpContext().Features.Set(CallReached.Instance);

    /// <summary>Adds what is missing to trailers that are not sent yet, if they tell of a failure.</summary>
    public void Complete(HttpContext context, IHeaderDictionary trailers)
    {
        if (!int.TryParse(trailers[StatusTrailer], NumberStyles.None, CultureInfo.InvariantCulture, out int status)
            || status == (int)StatusCode.OK || trailers.ContainsKey(RpcErrors.DetailsTrailer))
            return;
        var (code, reason, message) = Describe(context, (StatusCode)status, trailers[MessageTrailer].ToString());
        trailers[StatusTrailer] = ((int)code).ToString(CultureInfo.InvariantCulture);
        trailers[MessageTrailer] = PercentEncoding.Encode(message);
        trailers[RpcErrors.DetailsTrailer] =
            Convert.ToBase64String(Details(code, reason, message)).TrimEnd('=');
    }

    private (StatusCode Code, string Reason, string Message) Describe(
        HttpContext context, StatusCode code, string encodedMessage)
    {
        string message = Uri.UnescapeDataString(encodedMessage);
        // What is no call at all for the gRPC layer has an HTTP status that says why.
        switch (context.Response.StatusCode)
        {
            case StatusCodes.Status415UnsupportedMediaType:
                return (StatusCode.InvalidArgument, ErrorReasons.ContentTypeNotSupported, ErrorTexts.ContentTypes);
            case StatusCodes.Status426UpgradeRequired:
                return (StatusCode.InvalidArgument, ErrorReasons.CallFailed, ErrorTexts.Http2Only);
        }
        switch (code)
        {
            case StatusCode.ResourceExhausted:
                return (code, ErrorReasons.MessageTooLarge, ErrorTexts.MessageTooLarge(options.MaxReceiveMessageBytes));
            // Frames that are broken, told by the gRPC layer; what a method says has details.
            case StatusCode.Internal:
                return (StatusCode.InvalidArgument, ErrorReasons.UnreadableMessage,
                    $"{ErrorTexts.UnreadableMessage} {message}");
            // The gRPC layer answers UNKNOWN for whatever is thrown outside of the interceptors: before them by the
            // parser ...
            case StatusCode.Unknown when context.Features.Get<CallReached>() is null:
                return (StatusCode.InvalidArgument, ErrorReasons.UnreadableMessage, ErrorTexts.UnreadableMessage);
            // ... and after them by whatever writes the answer.
            case StatusCode.Unknown:
                string id = ErrorIds.Next();
                ErrorLog.AnswerNotWritten(logger, id, context.Request.Path);
                return (StatusCode.Internal, ErrorReasons.InternalError,
                    $"The server failed. Its log has details under error id {id}.");
            case StatusCode.Unimplemented when message.EndsWith("is unimplemented.", StringComparison.Ordinal):
                return (code, ErrorReasons.MethodNotFound, ErrorTexts.MethodNotFound(context.Request.Path));
            case StatusCode.DeadlineExceeded:
                return (code, ErrorReasons.DeadlineExceeded, message);
            case StatusCode.Cancelled:
                return (code, ErrorReasons.Cancelled, message);
            default:
                return (code, ErrorReasons.CallFailed, message);
        }
    }

    private static byte[] Details(StatusCode code, string reason, string message) =>
        RpcErrors.Make(code, reason, message).Trailers.GetValueBytes(RpcErrors.DetailsTrailer)!;
}
