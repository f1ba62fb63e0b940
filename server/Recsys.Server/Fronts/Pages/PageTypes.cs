using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;

namespace Recsys.Server.Fronts.Pages;

/// <summary>What kinds of files there are.</summary>
internal static partial class PageTypes
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    /// <summary>Content type of a file by its name, and whether it is text, which compresses well.</summary>
    public static (string ContentType, bool IsText) Of(string path)
    {
        if (!Types.TryGetContentType(path, out string? type)) return ("application/octet-stream", false);
        bool isText = type.StartsWith("text/", StringComparison.Ordinal)
            || type is "application/json" or "application/manifest+json" or "image/svg+xml" or "application/wasm";
        return (type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type, isText);
    }

    /// <summary>Whether a name ends with a hash of the content, as bundlers write it:
    /// <c>app-53WVGK3P.js</c>.</summary>
    public static bool IsNamedByContent(string path) => Hashed().IsMatch(path);

    [GeneratedRegex(@"/assets/[^/]*-([A-Z0-9]{8}|[0-9a-f]{10})\.[a-z0-9]+$")]
    private static partial Regex Hashed();
}
