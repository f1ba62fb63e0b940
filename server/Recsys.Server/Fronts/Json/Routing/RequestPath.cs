using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Recsys.Server.Fronts.Json.Routing;

/// <summary>
/// The path of a request as it was sent. The path that the framework offers is decoded but for <c>%2F</c>, so that
/// <c>%2F</c> and <c>%252F</c> look the same in it; ids need the difference.
/// </summary>
internal sealed class RequestPath
{
    private readonly string _text;
    private readonly Range[] _segments;

    private RequestPath(string text, Range[] segments) => (_text, _segments) = (text, segments);

    /// <summary>How many segments it has.</summary>
    public int Length => _segments.Length;

    /// <summary>The path of a request.</summary>
    public static RequestPath Of(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        // A proxy may have sent the whole address.
        int start = target.StartsWith('/') ? 0 : target.IndexOf("://", StringComparison.Ordinal);
        if (start > 0) start = target.IndexOf('/', start + 3);
        return start < 0 || target.Length == 0
            ? Parse(context.Request.Path.ToUriComponent()) : Parse(target[start..]);
    }

    /// <summary>Takes a path apart, without its query.</summary>
    public static RequestPath Parse(string target)
    {
        int end = target.IndexOf('?', StringComparison.Ordinal);
        string path = end < 0 ? target : target[..end];
        var segments = new List<Range>(6);
        int from = 1;
        for (int i = 1; i <= path.Length; i++)
        {
            if (i < path.Length && path[i] != '/') continue;
            segments.Add(from..i);
            from = i + 1;
        }
        return new RequestPath(path, [.. segments]);
    }

    /// <summary>A segment as it was sent, without a verb that ends it.</summary>
    public ReadOnlySpan<char> Segment(int index, string withoutVerb)
    {
        var segment = _text.AsSpan(_segments[index]);
        return withoutVerb.Length == 0 ? segment : segment[..^(withoutVerb.Length + 1)];
    }

    /// <summary>Whether the last segment ends with a colon, sent as such, and this word.</summary>
    public bool HasVerb(string verb)
    {
        var last = _text.AsSpan(_segments[^1]);
        return last.Length > verb.Length && last.EndsWith(verb, StringComparison.Ordinal)
            && last[^(verb.Length + 1)] == ':';
    }

    /// <summary>Whether a segment says a word, percent-encoded or not.</summary>
    public static bool Means(ReadOnlySpan<char> segment, string word) =>
        segment.SequenceEqual(word)
        || (segment.Contains('%') && PercentText.Decode(segment, plusIsSpace: false) == word);
}
