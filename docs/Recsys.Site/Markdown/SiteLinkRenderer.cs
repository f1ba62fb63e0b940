using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Recsys.Site.Markdown;

/// <summary>Links between pages, pictures, and names of files that only the repository has.</summary>
internal sealed class SiteLinkRenderer(string source, string page, LinkTargets links) : HtmlObjectRenderer<LinkInline>
{
    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        if (!renderer.EnableHtmlForInline)
        {
            renderer.WriteChildren(link);
            return;
        }
        string url = link.GetDynamicUrl?.Invoke() ?? link.Url ?? "";
        if (link.IsImage) WriteImage(renderer, link, url);
        else WriteLink(renderer, link, links.Resolve(source, page, url));
    }

    private static void WriteLink(HtmlRenderer renderer, LinkInline link, LinkTarget target)
    {
        if (target.Href is { } href)
        {
            string outside = LinkTargets.IsAddress(href) ? " rel=\"noopener\"" : "";
            renderer.Write($"<a href=\"{Html.Escape(href)}\"{outside}>").WriteChildren(link);
            renderer.Write("</a>");
            return;
        }
        renderer.Write($"<span class=\"file\" title=\"{Html.Escape(target.RepositoryPath!)} in the repository\">");
        renderer.WriteChildren(link);
        renderer.Write("</span>");
    }

    private void WriteImage(HtmlRenderer renderer, LinkInline link, string url)
    {
        string address = Html.Escape(links.ResolveImage(source, page, url));
        renderer.Write($"<img src=\"{address}\" loading=\"lazy\" alt=\"");
        renderer.EnableHtmlForInline = false;
        renderer.WriteChildren(link);
        renderer.EnableHtmlForInline = true;
        renderer.Write("\">");
    }
}
