using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Recsys.Server.Errors;
using Recsys.V1;

namespace Recsys.Server.Fronts.Web;

/// <summary>
/// Translates gRPC-Web to gRPC and back, so that all behind it sees gRPC alone: content types, base64 where the caller
/// wants text, and trailers as a last frame of the body, since browsers show pages no trailers.
/// </summary>
internal sealed class GrpcWebMiddleware(RequestDelegate next, ErrorCompletion errors)
{
    private const string Http2 = "HTTP/2";
    private const string Grpc = "application/grpc";

    public Task InvokeAsync(HttpContext context) =>
        FrontFeature.Of(context) == Front.GrpcWeb ? TranslateAsync(context) : next(context);

    private async Task TranslateAsync(HttpContext context)
    {
        var request = context.Request;
        if (!WebFormat.TryRead(request.ContentType!, out bool sentText))
        {
            GrpcErrors.Write(context, UnknownType(), StatusCodes.Status415UnsupportedMediaType);
            return;
        }
        bool answersText = WebFormat.AnswersText(request, sentText);
        string protocol = request.Protocol;
        // The gRPC layer refuses HTTP/1.1 for its lack of trailers, which gRPC-Web does not use.
        request.Protocol = Http2;
        request.ContentType = Grpc;
        SetSize(context, sentText);
        if (sentText)
            context.Features.Set<IRequestBodyPipeFeature>(new DecodedBody(new Base64Reader(request.BodyReader)));
        using var answer = new WebAnswer(context, errors, answersText);
        try
        {
            await next(context);
            answer.End();
        }
        finally
        {
            answer.GiveBack();
            request.Protocol = protocol;
        }
    }

    // What does not tell its length is bounded by the gRPC layer, message by message: HTTP/1.1 would close the
    // connection on a client that still sends, which would then never see the answer.
    private static void SetSize(HttpContext context, bool isText)
    {
        var size = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (size is not { IsReadOnly: false, MaxRequestBodySize: { } limit }) return;
        if (context.Request.ContentLength is null) size.MaxRequestBodySize = null;
        // Base64 takes four bytes for three.
        else if (isText) size.MaxRequestBodySize = limit / 3 * 4 + 4;
    }

    private static RpcException UnknownType() => RpcErrors.Make(
        StatusCode.InvalidArgument, ErrorReasons.ContentTypeNotSupported,
        ErrorTexts.ContentTypes);
}
