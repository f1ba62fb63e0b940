using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Recsys.Site.Markdown;

/// <summary>Headings with their anchor, and a link to it that shows itself when pointed at.</summary>
internal sealed class AnchoredHeadingRenderer : HtmlObjectRenderer<HeadingBlock>
{
    protected override void Write(HtmlRenderer renderer, HeadingBlock heading)
    {
        string tag = $"h{heading.Level}";
        string id = Html.Escape(heading.GetAttributes().Id ?? "");
        renderer.Write($"<{tag} id=\"{id}\">").WriteLeafInline(heading);
        if (heading.Level > 1) renderer.Write(LinkTo(id));
        renderer.WriteLine($"</{tag}>");
    }

    /// <summary>The link of a heading to itself.</summary>
    public static string LinkTo(string id) =>
        $" <a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section\">#</a>";
}
