using System.Text;
using Recsys.Site.Sources;

namespace Recsys.Site.Layout;

/// <summary>
/// What all pages share: header, navigation, contents, and the way to the pages before and after. Scripts and styles
/// are files of the site's own, as the server's content security policy demands; links are relative, so that the site
/// works in any place.
/// </summary>
/// <param name="navigation">The order of all pages.</param>
internal sealed class PageTemplate(Navigation navigation)
{
    private readonly SitePage[] _pages = [.. navigation.Pages];

    /// <summary>The whole page.</summary>
    public string Render(SitePage page)
    {
        string root = SitePath.ToRoot(page.Path);
        return $"""
            <!doctype html>
            <html lang="en" data-root="{root}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Html.Escape(page.Title)} · Recsys documentation</title>
            <link rel="icon" href="{root}assets/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="{root}assets/site.css">
            <script src="{root}assets/theme.js"></script>
            </head>
            <body>
            <a class="skip" href="#content">Skip to the content</a>
            {Header(root)}
            <div class="frame">
            {Tree(page)}
            <main id="content" tabindex="-1">
            {Contents(page)}
            <article>
            {page.Body}</article>
            {Neighbours(page)}
            </main>
            </div>
            <script src="{root}assets/site.js"></script>
            <script src="{root}assets/search.js"></script>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static string Header(string root) => $"""
        <header class="bar">
        <button class="menu" type="button" aria-expanded="false" aria-controls="tree" hidden>Menu</button>
        <a class="brand" href="{root}index.html"><img src="{root}assets/icon.svg" alt="">Recsys <span>docs</span></a>
        <div class="search" role="search" hidden>
        <label class="unseen" for="query">Search the documentation</label>
        <input id="query" type="search" placeholder="Search" autocomplete="off" spellcheck="false"
         role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list">
        <kbd aria-hidden="true">/</kbd>
        <div class="found" hidden><div class="results" id="results" role="listbox" aria-label="Found"></div>
        <p class="status" role="status"></p></div>
        </div>
        <a class="app" href="#content" hidden>Open the app</a>
        <button class="theme" type="button" hidden>Theme</button>
        </header>
        """;

    private string Tree(SitePage current)
    {
        var html = new StringBuilder("<nav class=\"tree\" id=\"tree\" aria-label=\"Documentation\">\n");
        foreach (var section in navigation.Sections)
        {
            html.Append($"<details{(section.Pages.Contains(current) ? " open" : "")}>");
            html.Append($"<summary>{Html.Escape(section.Title)}</summary><ul>\n");
            foreach (var page in section.Pages)
            {
                string here = page == current ? " aria-current=\"page\"" : "";
                html.Append($"<li><a href=\"{SitePath.Relative(current.Path, page.Path)}\"{here}>");
                html.Append(Html.Escape(page.Title)).Append("</a></li>\n");
            }
            html.Append("</ul></details>\n");
        }
        return html.Append("</nav>").ToString();
    }

    private static string Contents(SitePage page)
    {
        if (page.Headings.Count < 2) return "";
        var html = new StringBuilder("<nav class=\"toc\" aria-label=\"On this page\"><details open>");
        html.Append("<summary>On this page</summary>\n<ul>\n");
        foreach (var heading in page.Headings)
        {
            html.Append($"<li class=\"level{heading.Level}\"><a href=\"#{Html.Escape(heading.Id)}\">");
            html.Append(Html.Escape(heading.Text)).Append("</a></li>\n");
        }
        return html.Append("</ul></details></nav>").ToString();
    }

    private string Neighbours(SitePage page)
    {
        int at = Array.IndexOf(_pages, page);
        string before = at > 0 ? Neighbour(page, _pages[at - 1], "prev", "Before") : "";
        string after = at + 1 < _pages.Length ? Neighbour(page, _pages[at + 1], "next", "Next") : "";
        return $"<nav class=\"neighbours\" aria-label=\"Pages before and after\">{before}{after}</nav>";
    }

    private static string Neighbour(SitePage page, SitePage other, string relation, string word) =>
        $"<a rel=\"{relation}\" href=\"{SitePath.Relative(page.Path, other.Path)}\">"
        + $"<span>{word}</span> {Html.Escape(other.Title)}</a>";
}
