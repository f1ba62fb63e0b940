using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Recsys.Server.Errors;
using Recsys.Server.Fronts.Json.Calls;
using Recsys.Server.Fronts.Json.Routing;
using Recsys.V1;

namespace Recsys.Server.Fronts.Json;

/// <summary>Whether caller and method agree on the form of request and answer.</summary>
internal static class Negotiation
{
    /// <summary>Checks the headers that say so.</summary>
    /// <exception cref="RpcException">They do not.</exception>
    public static void Check(HttpRequest request, JsonRoute route, ServedMethod method, bool hasBody)
    {
        string answer = method.AnswersLines ? MediaTypes.Lines : MediaTypes.Json;
        if (!MediaTypes.IsAccepted(request, answer))
        {
            throw RpcErrors.Make(
                StatusCode.InvalidArgument, ErrorReasons.NotAcceptable,
                $"This call answers in {answer}; accept that.");
        }
        if (!hasBody) return;
        if (!route.HasBody)
        {
            // Some clients send the header of a body with none.
            if (request.ContentLength is 0) return;
            throw RpcErrors.Make(
                StatusCode.InvalidArgument, ErrorReasons.UnreadableMessage,
                "This call takes no body; its path and its query say everything.");
        }
        CheckType(request, method);
    }

    private static void CheckType(HttpRequest request, ServedMethod method)
    {
        string expected = method.TakesLines ? $"{MediaTypes.Lines} or {MediaTypes.Json}" : MediaTypes.Json;
        string? type = MediaTypes.Of(request);
        bool isTaken = type == MediaTypes.Json || (type == MediaTypes.Lines && method.TakesLines);
        if (!isTaken && !(request.ContentType is null && request.ContentLength is 0))
        {
            throw RpcErrors.Make(
                StatusCode.InvalidArgument, ErrorReasons.ContentTypeNotSupported,
                $"Send the body of this call as {expected} in UTF-8.");
        }
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
        {
            throw RpcErrors.Make(
                StatusCode.InvalidArgument, ErrorReasons.ContentTypeNotSupported,
                "Send the body of this call without a Content-Encoding.");
        }
    }
}
