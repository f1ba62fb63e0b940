using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Recsys.Server.Errors;
using Recsys.V1;

namespace Recsys.Server.Fronts;

/// <summary>
/// Refuses calls whose announced body is larger than any message, before the gRPC layer meets a body it cannot read.
/// Streams of messages may be of any length.
/// </summary>
internal sealed class BodySizeMiddleware(RequestDelegate next, ServerOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var size = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (size is null || !(context.Request.ContentLength > size.MaxRequestBodySize) || !HasOneMessage(context))
            return next(context);
        // The body is read to its end and dropped, for as long as HTTP/1.1 drains a body: a client that still sends
        // when the connection closes would never see the answer.
        if (!size.IsReadOnly) size.MaxRequestBodySize = null;
        return Refusal.WriteAsync(context, RpcErrors.Make(
            StatusCode.ResourceExhausted, ErrorReasons.MessageTooLarge,
            ErrorTexts.MessageTooLarge(options.MaxReceiveMessageBytes)));
    }

    private static bool HasOneMessage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method is
            { Type: MethodType.Unary or MethodType.ServerStreaming };
}
