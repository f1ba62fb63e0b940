using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Fronts;

/// <summary>Which front a request belongs to: by its content type, then by its path.</summary>
internal static class FrontRules
{
    /// <summary>First segment of every path of plain HTTP.</summary>
    public const string JsonRoot = "/v1";

    /// <summary>Path of the document that describes plain HTTP.</summary>
    public const string OpenApiPath = "/openapi.json";

    private const string Grpc = "application/grpc";
    private const string Web = "-web";

    /// <summary>The front of a request.</summary>
    public static Front Of(HttpRequest request)
    {
        string type = request.ContentType ?? "";
        if (type.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase))
            return type.AsSpan(Grpc.Length).StartsWith(Web, StringComparison.OrdinalIgnoreCase)
                ? Front.GrpcWeb
                : Front.Grpc;
        var path = request.Path;
        if (path.StartsWithSegments(JsonRoot, StringComparison.Ordinal) || path.Equals(OpenApiPath)) return Front.Json;
        // Whoever reads such a path in a browser is a person, not a call with its content type gone wrong.
        bool reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return !reads && IsMethodPath(path.Value) ? Front.Grpc : Front.Page;
    }

    // "/package.Service/Method", exactly two segments.
    private static bool IsMethodPath(ReadOnlySpan<char> path)
    {
        if (path.Length < 2) return false;
        int end = path[1..].IndexOf('/') + 1;
        return end > 0 && path[..end].Contains('.') && end + 1 < path.Length && !path[(end + 1)..].Contains('/');
    }
}
