using Markdig.Syntax;
using Recsys.Site.Markdown;

namespace Recsys.Site.Tests;

/// <summary>Every diagram has its drawing, made from the source as it is now, and every drawing its diagram.</summary>
public class DiagramTests
{
    private static readonly string[] Wanted =
    [
        .. Checkout.Tree.Pages()
            .SelectMany(path => DocumentRenderer.Parse(Checkout.Tree.ReadText(path)).Descendants<FencedCodeBlock>())
            .Where(block => block.Info == "mermaid")
            .Select(block => DiagramFolder.PathOf(block.Lines.ToString()))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Drawings_AreThoseOfTheDiagrams()
    {
        string[] there =
        [
            .. Directory.EnumerateFiles(Path.Combine(Checkout.Tree.Root, "docs/diagrams"), "*.svg")
                .Select(file => $"docs/diagrams/{Path.GetFileName(file)}").Order(StringComparer.Ordinal),
        ];
        Assert.True(Wanted.SequenceEqual(there), "Diagrams changed; run docs/tool diagrams.");
    }

    [Fact]
    public void Site_ShowsEveryDiagramAsADrawing()
    {
        Assert.Empty(Checkout.Site.Warnings);
        Assert.Equal(
            Wanted.Length, Checkout.Pages.Values.Sum(page => page.Split("<figure class=\"diagram\">").Length - 1));
    }
}
