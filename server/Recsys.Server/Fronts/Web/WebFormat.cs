using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Fronts.Web;

/// <summary>How the frames of gRPC-Web are written: as they are, or as base64 for readers of text.</summary>
internal static class WebFormat
{
    private const string Binary = "application/grpc-web";
    private const string Text = "application/grpc-web-text";
    private const string Proto = "+proto";

    /// <summary>Whether a content type is one of gRPC-Web with protobuf in it, and whether it is text.</summary>
    public static bool TryRead(string contentType, out bool isText)
    {
        var type = contentType.AsSpan();
        int parameters = type.IndexOf(';');
        if (parameters >= 0) type = type[..parameters];
        type = type.Trim();
        if (type.EndsWith(Proto, StringComparison.OrdinalIgnoreCase)) type = type[..^Proto.Length];
        isText = type.Equals(Text, StringComparison.OrdinalIgnoreCase);
        return isText || type.Equals(Binary, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether the answer is text: as the caller accepts it, else as it sent.</summary>
    public static bool AnswersText(HttpRequest request, bool sentText)
    {
        foreach (string? accepted in request.Headers.Accept)
            if (accepted is not null && TryRead(accepted, out bool isText)) return isText;
        return sentText;
    }

    /// <summary>Content type of an answer.</summary>
    public static string ContentType(bool isText) => isText ? Text + Proto : Binary + Proto;
}
