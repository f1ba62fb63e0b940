using System.Net;
using System.Text.RegularExpressions;

namespace Recsys.Site;

/// <summary>What every renderer of HTML needs.</summary>
internal static partial class Html
{
    /// <summary>Text as it may stand between tags and in quoted attributes.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The text that HTML shows, on one line.</summary>
    public static string TextOf(string html) =>
        Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Breaks().Replace(html, ""), " ")), " ").Trim();

    // Places where a word may break end none.
    [GeneratedRegex("<wbr>|</?(?:a|b|code|em|span|strong)(?: [^>]*)?>")]
    private static partial Regex Breaks();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
