using Recsys.Site.Sources;

namespace Recsys.Site.Markdown;

/// <summary>Translates links between files of the repository into links between pages.</summary>
/// <param name="tree">The checkout.</param>
/// <param name="pages">Documents that have a page, with its path.</param>
internal sealed class LinkTargets(SourceTree tree, IReadOnlyDictionary<string, string> pages)
{
    private const string ContractFolder = "protos/recsys/v1";
    private const string ErrorReasons = "sdk/csharp/Recsys.Contract/ErrorReasons.cs";
    private readonly SortedSet<string> _images = new(StringComparer.Ordinal);

    /// <summary>Pictures that pages show, by path in the repository.</summary>
    public IReadOnlyCollection<string> Images => _images;

    /// <summary>Where a picture of the repository lies on the site.</summary>
    public static string PathOfImage(string source) =>
        source.StartsWith("docs/", StringComparison.Ordinal) ? source["docs/".Length..] : "files/" + source;

    /// <summary>Where a link leads.</summary>
    /// <exception cref="SiteException">It names a file that is not there.</exception>
    public LinkTarget Resolve(string source, string page, string url)
    {
        if (url.Length == 0) throw new SiteException($"{source}: a link leads nowhere.");
        if (url[0] == '#' || IsAddress(url)) return new LinkTarget(url, null);

        string[] parts = url.Split('#', 2);
        string anchor = parts.Length == 2 ? "#" + parts[1] : "";
        string path = ExistingPath(source, Uri.UnescapeDataString(parts[0]));
        return PageOf(path) is { } target
            ? new LinkTarget(SitePath.Relative(page, target) + anchor, path)
            : new LinkTarget(null, path);
    }

    /// <summary>Where a picture lies for a page, and that the site must hold it.</summary>
    public string ResolveImage(string source, string page, string url)
    {
        string path = ExistingPath(source, Uri.UnescapeDataString(url));
        _images.Add(path);
        return SitePath.Relative(page, PathOfImage(path));
    }

    /// <summary>Whether a link leads out of the repository.</summary>
    public static bool IsAddress(string url) =>
        url.Contains("://", StringComparison.Ordinal) || url.StartsWith("mailto:", StringComparison.Ordinal);

    private string ExistingPath(string source, string reference)
    {
        string path = SitePath.Resolve(source, reference)
            ?? throw new SiteException($"{source}: the link '{reference}' leads out of the repository.");
        return tree.Exists(path)
            ? path
            : throw new SiteException($"{source}: the link '{reference}' leads to {path}, which is not there.");
    }

    // A folder is shown by its README; the contract's files by the reference made of them.
    private string? PageOf(string path)
    {
        if (pages.TryGetValue(path, out string? page)) return page;
        if (pages.TryGetValue(path.Length == 0 ? "README.md" : path + "/README.md", out page)) return page;
        if (path == ErrorReasons) return Reference.ReferencePath.Errors;
        if (path == ContractFolder) return Reference.ReferencePath.Index;
        return path.StartsWith(ContractFolder + "/", StringComparison.Ordinal)
            ? Reference.ReferencePath.OfFile(path["protos/".Length..])
            : null;
    }
}
