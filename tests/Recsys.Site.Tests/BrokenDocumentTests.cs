using System.Text;
using Recsys.Site.Sources;

namespace Recsys.Site.Tests;

/// <summary>A document that cannot be shown right ends the build with its name and the reason.</summary>
public sealed class BrokenDocumentTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recsys-site-");

    public BrokenDocumentTests()
    {
        Write("docs/navigation.json", """[{"title": "All", "pages": ["docs/README.md", "docs/*", "reference/*"]}]""");
        Write("docs/README.md", "# Index\n\nSee [more](more.md#part).\n");
        Write("docs/more.md", "# More\n\n## Part\n\n![A lamp](lamp.png) and [code](../code.cs)\n");
        Write("docs/lamp.png", "picture");
        Write("code.cs", "");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Generate_OfSoundDocuments_LinksPagesPicturesAndFiles()
    {
        var site = Generate();
        string more = TextOf(site, "more.html");

        Assert.Contains("<a href=\"more.html#part\">more</a>", TextOf(site, "index.html"));
        Assert.Contains("<img src=\"lamp.png\" loading=\"lazy\" alt=\"A lamp\">", more);
        Assert.Contains("<span class=\"file\" title=\"code.cs in the repository\">code</span>", more);
        Assert.Equal("picture", TextOf(site, "lamp.png"));
        Assert.Empty(site.Warnings);
    }

    [Theory]
    [InlineData("no title", "docs/bad.md should begin with a title")]
    [InlineData("# Bad\n\n[x](none.md)", "docs/bad.md: the link 'none.md' leads to docs/none.md, which is not there.")]
    [InlineData("# Bad\n\n[x](../../x.md)", "docs/bad.md: the link '../../x.md' leads out of the repository.")]
    [InlineData("# Bad\n\n![x](none.png)", "docs/none.png, which is not there.")]
    [InlineData("# Bad\n\n<div>x</div>", "docs/bad.md(3): HTML is not shown")]
    [InlineData("# Bad\n\n```mermaid\ngraph TD\n```", "docs/bad.md: a diagram needs the lines")]
    public void Generate_OfABrokenDocument_NamesItAndTheReason(string text, string message)
    {
        Write("docs/bad.md", text);

        Assert.Contains(message, Assert.Throws<SiteException>(Generate).Message);
    }

    [Fact]
    public void Generate_OfAnUndrawnDiagram_ShowsItsSourceAndWarns()
    {
        const string Diagram = "graph TD\naccTitle: Two\naccDescr: A leads to B.\nA --> B";
        Write("docs/drawn.md", $"# Drawn\n\n```mermaid\n{Diagram}\n```\n");
        var site = Generate();

        Assert.Contains("'Two' has no current drawing", Assert.Single(site.Warnings));
        Assert.Contains("A --&gt; B", TextOf(site, "drawn.html"));
    }

    [Fact]
    public void Generate_WithAPageOfNoSection_SaysWhich()
    {
        Write("sdk/go/README.md", "# Go");

        Assert.Contains("no place for sdk/go/README.md", Assert.Throws<SiteException>(Generate).Message);
    }

    [Fact]
    public void Write_ToAFolder_LeavesNothingElseThere()
    {
        Write("site/old.html", "old");
        string folder = Path.Combine(_folder.FullName, "site");

        SiteFolder.Write(folder, [new SiteFile("a/b.html", [1, 2])]);

        string file = Assert.Single(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Equal(Path.Combine(folder, "a", "b.html"), file);
    }

    private static string TextOf(GeneratedSite site, string path) =>
        Encoding.UTF8.GetString(site.Files.Single(file => file.Path == path).Content);

    private GeneratedSite Generate() => SiteGenerator.Generate(new SourceTree(_folder.FullName));

    private void Write(string path, string text)
    {
        string file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
