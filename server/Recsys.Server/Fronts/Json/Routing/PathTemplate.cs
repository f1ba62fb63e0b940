namespace Recsys.Server.Fronts.Json.Routing;

/// <summary>
/// The path of an HTTP rule: segments that are written out or <c>{field}</c>, and at the end perhaps <c>:verb</c>. A
/// variable takes one segment, percent-decoded, so that an id may hold slashes and colons as <c>%2F</c> and <c>%3A</c>.
/// </summary>
internal sealed class PathTemplate
{
    private readonly string[] _segments;

    private PathTemplate(string text, string[] segments, string verb, string[] variables) =>
        (Text, _segments, Verb, Variables) = (text, segments, verb, variables);

    /// <summary>As the contract has it.</summary>
    public string Text { get; }

    /// <summary>The word behind the last colon; empty where there is none.</summary>
    public string Verb { get; }

    /// <summary>Paths of the fields that the variables fill, in the order of the path.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>How many segments it has.</summary>
    public int Length => _segments.Length;

    /// <summary>Reads a template.</summary>
    /// <exception cref="InvalidOperationException">The contract has a kind of template that is not served.</exception>
    public static PathTemplate Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        int slash = text.LastIndexOf('/');
        string verb = colon > slash ? text[(colon + 1)..] : "";
        string path = colon > slash ? text[..colon] : text;
        string[] segments = path.StartsWith('/') ? path[1..].Split('/') : [];
        var variables = new List<string>();
        for (int i = 0; i < segments.Length; i++)
        {
            if (segments[i] is ['{', .. var field, '}'] && !field.Contains('=', StringComparison.Ordinal))
            {
                variables.Add(field);
                segments[i] = "";
            }
            else if (segments[i].Length == 0 || segments[i].AsSpan().ContainsAny("{}*"))
            {
                throw new InvalidOperationException($"The HTTP rule '{text}' is not of the form /a/{{field}}/b:verb.");
            }
        }
        if (segments.Length == 0) throw new InvalidOperationException($"The HTTP rule '{text}' has no path.");
        return new PathTemplate(text, segments, verb, [.. variables]);
    }

    /// <summary>
    /// Whether a path fits, and how much of it is written out; higher is more literal. Negative where it does not fit.
    /// </summary>
    public int Match(RequestPath path)
    {
        bool withVerb = Verb.Length > 0;
        if (path.Length != Length || (withVerb && !path.HasVerb(Verb))) return -1;
        int literal = withVerb ? 1 : 0;
        for (int i = 0; i < _segments.Length; i++)
        {
            bool isLast = i == _segments.Length - 1;
            var segment = path.Segment(i, withoutVerb: isLast && withVerb ? Verb : "");
            if (segment.IsEmpty) return -1;
            if (_segments[i].Length == 0) continue;
            if (!RequestPath.Means(segment, _segments[i])) return -1;
            literal += 2;
        }
        return literal;
    }

    /// <summary>What the variables took, in their order; null where one is not UTF-8.</summary>
    public string[]? Values(RequestPath path)
    {
        var values = new string[Variables.Count];
        int next = 0;
        for (int i = 0; i < _segments.Length; i++)
        {
            if (_segments[i].Length > 0) continue;
            bool isLast = i == _segments.Length - 1;
            string? value = PercentText.Decode(path.Segment(i, isLast ? Verb : ""), plusIsSpace: false);
            if (value is null) return null;
            values[next++] = value;
        }
        return values;
    }
}
