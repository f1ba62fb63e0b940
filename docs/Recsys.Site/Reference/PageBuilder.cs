using System.Text;
using Recsys.Site.Markdown;
using Recsys.Site.Search;

namespace Recsys.Site.Reference;

/// <summary>Gathers what a page of the reference shows, with its headings and names.</summary>
/// <param name="path">Where the page will lie.</param>
/// <param name="title">Its title.</param>
internal sealed class PageBuilder(string path, string title)
{
    private readonly StringBuilder _body = new($"<h1 id=\"top\">{Html.Escape(title)}</h1>\n");
    private readonly List<PageHeading> _headings = [];
    private readonly List<SearchSymbol> _symbols = [];

    /// <summary>Where the page will lie.</summary>
    public string Path => path;

    /// <summary>Adds HTML as it is.</summary>
    public PageBuilder Add(string html)
    {
        _body.Append(html).Append('\n');
        return this;
    }

    /// <summary>Adds a heading of text.</summary>
    public PageBuilder Heading(int level, string id, string text)
    {
        _headings.Add(new PageHeading(level, id, text));
        return Add($"<h{level} id=\"{id}\">{Html.Escape(text)}{AnchoredHeadingRenderer.LinkTo(id)}</h{level}>");
    }

    /// <summary>Says that a name is told of at an anchor of the page.</summary>
    public void Symbol(string name, string anchor, string kind) => _symbols.Add(new SearchSymbol(name, anchor, kind));

    /// <summary>Adds a table whose cells are HTML.</summary>
    public PageBuilder Table(string label, string[] columns, IEnumerable<string[]> rows)
    {
        Add($"<div class=\"table\" role=\"group\" aria-label=\"{Html.Escape(label)}\" tabindex=\"0\">");
        Add("<table><thead><tr>");
        Add(string.Concat(columns.Select(column => $"<th scope=\"col\">{Html.Escape(column)}</th>")));
        Add("</tr></thead><tbody>");
        foreach (string[] row in rows) Add($"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>");
        return Add("</tbody></table></div>");
    }

    /// <summary>The finished page.</summary>
    public SitePage Build() => new()
    {
        Source = path, Path = path, Title = title, Body = _body.ToString(), Headings = _headings, Symbols = _symbols,
    };
}
