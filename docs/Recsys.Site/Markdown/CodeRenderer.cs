using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Recsys.Site.Highlighting;

namespace Recsys.Site.Markdown;

/// <summary>Code, highlighted as far as its language is known; diagrams become their drawing.</summary>
internal sealed class CodeRenderer(string source, DiagramFolder diagrams) : HtmlObjectRenderer<CodeBlock>
{
    protected override void Write(HtmlRenderer renderer, CodeBlock block)
    {
        string code = block.Lines.ToString().ReplaceLineEndings("\n");
        string language = block is FencedCodeBlock { Info: { } info } ? info : "";
        if (language == "mermaid") renderer.WriteLine(diagrams.Figure(source, code));
        else renderer.WriteLine(BlockOf(code, language));
    }

    /// <summary>A block of code that scrolls by itself, also by keyboard.</summary>
    public static string BlockOf(string code, string language) =>
        $"<div class=\"code\"><pre tabindex=\"0\"><code>{Highlighter.ToHtml(code, language)}</code></pre></div>";
}
