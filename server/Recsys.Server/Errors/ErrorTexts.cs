namespace Recsys.Server.Errors;

/// <summary>Sentences that several places say.</summary>
internal static class ErrorTexts
{
    public static string MethodNotFound(string path) =>
        $"This server has no method {path}. Server reflection lists what it has.";

    public const string ContentTypes =
        "The content type of a call is application/grpc or, for browsers, application/grpc-web+proto or "
        + "application/grpc-web-text+proto. JSON is served at the paths below /v1.";

    public const string Http2Only =
        "gRPC is spoken over HTTP/2. Over HTTP/1.1 this server takes gRPC-Web, and JSON at the paths below /v1.";

    public static string MessageTooLarge(int limit) =>
        $"The message is larger than the {limit} bytes this server accepts.";

    public const string UnreadableMessage =
        "The request cannot be read: its bytes are no message of this method's type, or are cut off.";
}
