using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Recsys.Site.Search;

/// <summary>
/// What the search in the browser looks through: a script, since a page that is opened from disk may load scripts but
/// no data.
/// </summary>
internal static partial class SearchIndex
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Each entry is [page, anchor, heading, text], and for names [page, anchor, name, kind, 1].</summary>
    public static string Script(IEnumerable<SitePage> pages)
    {
        var titles = new List<string[]>();
        var entries = new List<object[]>();
        foreach (var page in pages)
        {
            titles.Add([page.Path, page.Title]);
            entries.AddRange(Sections(page).Select(section =>
                new object[] { titles.Count - 1, section.Anchor, section.Heading, section.Text }));
            entries.AddRange(page.Symbols.Select(symbol =>
                new object[] { titles.Count - 1, symbol.Anchor, symbol.Name, symbol.Kind, 1 }));
        }
        var script = new StringBuilder("window.recsysDocs = {\"pages\": ");
        script.Append(JsonSerializer.Serialize(titles, Readable)).Append(",\n\"entries\": [\n");
        script.AppendJoin(",\n", entries.Select(entry => JsonSerializer.Serialize(entry, Readable)));
        return script.Append("\n]};\n").ToString();
    }

    /// <summary>The page cut at its headings.</summary>
    private static IEnumerable<(string Anchor, string Heading, string Text)> Sections(SitePage page)
    {
        var starts = SectionStart().Matches(page.Body);
        for (int at = 0; at < starts.Count; at++)
        {
            int begin = starts[at].Index + starts[at].Length;
            int end = at + 1 < starts.Count ? starts[at + 1].Index : page.Body.Length;
            string heading = Html.TextOf(Anchor().Replace(starts[at].Groups["text"].Value, ""));
            string anchor = starts[at].Groups["level"].Value == "1" ? "" : starts[at].Groups["id"].Value;
            yield return (anchor, heading, Html.TextOf(Drawing().Replace(page.Body[begin..end], "")));
        }
    }

    [GeneratedRegex("<h(?<level>[1-4]) id=\"(?<id>[^\"]*)\">(?<text>.*?)</h[1-4]>", RegexOptions.Singleline)]
    private static partial Regex SectionStart();

    [GeneratedRegex("<a class=\"anchor\".*?</a>")]
    private static partial Regex Anchor();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();
}
