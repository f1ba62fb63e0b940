using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Recsys.Site.Markdown;

/// <summary>Turns documents in Markdown into pages. Anchors are those that code hosts give headings.</summary>
internal sealed class DocumentRenderer
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    /// <summary>Reads a document without rendering it.</summary>
    public static MarkdownDocument Parse(string markdown) => Markdig.Markdown.Parse(markdown, Pipeline);

    /// <summary>The headings of a document with their anchors, its title among them.</summary>
    public static IReadOnlyList<PageHeading> HeadingsOf(MarkdownDocument document) =>
    [
        .. document.Descendants<HeadingBlock>()
            .Select(heading => new PageHeading(heading.Level, heading.GetAttributes().Id ?? "", TextOf(heading))),
    ];

    /// <summary>Renders one document.</summary>
    /// <param name="source">Its path in the repository.</param>
    /// <param name="path">Where its page will lie.</param>
    /// <param name="markdown">Its text.</param>
    /// <param name="links">Says where its links lead on the site.</param>
    /// <param name="diagrams">The drawings of its diagrams.</param>
    public static SitePage Render(
        string source, string path, string markdown, LinkTargets links, DiagramFolder diagrams)
    {
        var document = Parse(markdown);
        var headings = HeadingsOf(document);
        if (headings is not [{ Level: 1 } title, ..])
            throw new SiteException($"{source} should begin with a title, '# …'.");

        using var text = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(text);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeRenderer(source, diagrams));
        renderer.ObjectRenderers.ReplaceOrAdd<HeadingRenderer>(new AnchoredHeadingRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new ScrollingTableRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new SiteLinkRenderer(source, path, links));
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlBlockRenderer>(new CommentRenderer(source));
        renderer.Render(document);
        return new SitePage
        {
            Source = source,
            Path = path,
            Title = title.Text,
            Body = text.ToString(),
            Headings = [.. headings.Where(heading => heading.Level is 2 or 3)],
        };
    }

    private static string TextOf(LeafBlock block)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(text) { EnableHtmlForInline = false, EnableHtmlEscape = false };
        Pipeline.Setup(renderer);
        renderer.WriteLeafInline(block);
        return text.ToString().Trim();
    }
}
