using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Recsys.Site.Markdown;

/// <summary>
/// Leaves comments away and refuses any other HTML: the site's look and safety are made in one place.
/// </summary>
internal sealed class CommentRenderer(string source) : HtmlObjectRenderer<HtmlBlock>
{
    protected override void Write(HtmlRenderer renderer, HtmlBlock block)
    {
        if (block.Type != HtmlBlockType.Comment)
            throw new SiteException($"{source}({block.Line + 1}): HTML is not shown; write it in Markdown.");
    }
}
