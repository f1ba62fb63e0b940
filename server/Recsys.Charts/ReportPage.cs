using System.Net;
using System.Text;

namespace Recsys.Charts;

/// <summary>
/// Pages that hold everything themselves: no script, no network, light and dark as the reader's system is, readable on
/// a phone.
/// </summary>
public static class ReportPage
{
    /// <summary>A whole page.</summary>
    /// <param name="title">Title of the document, as text.</param>
    /// <param name="body">What is on it, as HTML.</param>
    public static string Of(string title, string body) => new StringBuilder()
        .Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .Append($"<title>{Text(title)}</title><style>{Style()}</style></head><body><main>")
        .Append(body).Append("</main></body></html>\n").ToString();

    /// <summary>Text as HTML shows it.</summary>
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>The beginning of a section; the caller closes it.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="about">What it is about, in a sentence or two.</param>
    public static string Section(string title, string about) =>
        $"<section><h2>{Text(title)}</h2><p>{Text(about)}</p>";

    /// <summary>Figures that come first.</summary>
    public static string Cards(IEnumerable<(string Name, string Value, string Unit)> cards)
    {
        var html = new StringBuilder("<dl class=\"cards\">");
        foreach (var (name, value, unit) in cards)
            html.Append($"<div><dt>{Text(name)}</dt><dd>{Text(value)} <small>{Text(unit)}</small></dd></div>");
        return html.Append("</dl>").ToString();
    }

    /// <summary>Names and what stands beside them; those without a value are left out.</summary>
    public static string Facts(IEnumerable<(string Name, string? Value)> facts)
    {
        var html = new StringBuilder("<dl class=\"facts\">");
        foreach (var (name, value) in facts)
            if (!string.IsNullOrEmpty(value)) html.Append($"<div><dt>{Text(name)}</dt><dd>{Text(value)}</dd></div>");
        return html.Append("</dl>").ToString();
    }

    private static string Style()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
