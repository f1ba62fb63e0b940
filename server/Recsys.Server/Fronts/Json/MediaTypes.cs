using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Recsys.Server.Fronts.Json;

/// <summary>The two forms in which requests and answers travel.</summary>
internal static class MediaTypes
{
    /// <summary>One value.</summary>
    public const string Json = "application/json";

    /// <summary>One value a line.</summary>
    public const string Lines = "application/x-ndjson";

    private const string Utf8 = "utf-8";

    /// <summary>Whether the caller takes an answer of a type.</summary>
    public static bool IsAccepted(HttpRequest request, string type)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || accept is [{ } one] && (one == "*/*" || one == type)) return true;
        var offered = new MediaTypeHeaderValue(type);
        return MediaTypeHeaderValue.TryParseList(accept, out var wanted)
            && wanted.Any(range => range.Quality is null or > 0 && range.MatchesMediaType(offered.MediaType));
    }

    /// <summary>Which of the two a request is in; null for anything else.</summary>
    public static string? Of(HttpRequest request)
    {
        string? type = request.ContentType;
        if (type is null or Json or Lines) return type;
        if (!MediaTypeHeaderValue.TryParse(type, out var parsed)) return null;
        if (parsed.Charset.HasValue && !parsed.Charset.Equals(Utf8, StringComparison.OrdinalIgnoreCase)
            && !parsed.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
            return null;
        return parsed.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            ? Json : parsed.MediaType.Equals(Lines, StringComparison.OrdinalIgnoreCase) ? Lines : null;
    }
}
