using System.Text;
using Recsys.Site.Layout;
using Recsys.Site.Markdown;
using Recsys.Site.Reference;
using Recsys.Site.Search;
using Recsys.Site.Sources;

namespace Recsys.Site;

/// <summary>Makes the whole site from a checkout. The same checkout gives the same bytes.</summary>
internal static class SiteGenerator
{
    private const string PageFiles = "web/dist";
    private static readonly string[] Assets = ["site.css", "theme.js", "site.js", "search.js", "icon.svg"];

    /// <summary>Makes it.</summary>
    /// <exception cref="SiteException">A page cannot be made.</exception>
    public static GeneratedSite Generate(SourceTree tree)
    {
        var sources = tree.Pages();
        var paths = sources.ToDictionary(source => source, SitePath.OfDocument);
        var links = new LinkTargets(tree, paths);
        var diagrams = new DiagramFolder(tree);
        SitePage[] pages =
        [
            .. sources.Select(source =>
                DocumentRenderer.Render(source, paths[source], tree.ReadText(source), links, diagrams)),
            .. ContractReference.Pages(),
        ];
        var navigation = Navigation.Read(tree, pages);
        var template = new PageTemplate(navigation);
        SiteFile[] files =
        [
            .. navigation.Pages.Select(page => Text(page.Path, template.Render(page))),
            Text("assets/search-index.js", SearchIndex.Script(navigation.Pages)),
            .. Assets.Select(Asset),
            .. Font(tree),
            .. links.Images.Select(image => new SiteFile(LinkTargets.PathOfImage(image), tree.ReadBytes(image))),
        ];
        return new GeneratedSite(files, diagrams.Missing);
    }

    private static SiteFile Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    // The page at / brings its font along, and the terms of those it bundles; the documentation looks the same with it.
    private static IEnumerable<SiteFile> Font(SourceTree tree)
    {
        if (tree.FilesOf(PageFiles + "/assets", "inter-*.woff2") is not [var font, ..]) yield break;
        yield return new SiteFile("assets/inter.woff2", tree.ReadBytes(font));
        yield return new SiteFile("assets/licenses.txt", tree.ReadBytes(PageFiles + "/licenses.txt"));
    }

    private static SiteFile Asset(string name)
    {
        string path = $"assets/{name}";
        using var stream = typeof(SiteGenerator).Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"The program was built without {path}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new SiteFile(path, bytes.ToArray());
    }
}
