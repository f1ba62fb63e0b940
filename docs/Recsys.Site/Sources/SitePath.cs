namespace Recsys.Site.Sources;

/// <summary>Paths in the repository and in the site; both have slashes and no leading one.</summary>
internal static class SitePath
{
    private const string Docs = "docs/";

    /// <summary>
    /// Where the page of a document lies: below its folder, <c>docs/</c> itself being the site's root; a README is its
    /// folder's index, but that of the repository, whose place the index of docs/ has.
    /// </summary>
    public static string OfDocument(string source)
    {
        if (source == "README.md") return "readme.html";
        string path = source.StartsWith(Docs, StringComparison.Ordinal) ? source[Docs.Length..] : source;
        string name = Path.GetFileNameWithoutExtension(path);
        string page = (name == "README" ? "index" : name.ToLowerInvariant()) + ".html";
        return Path.GetDirectoryName(path) is { Length: > 0 } folder ? $"{folder.Replace('\\', '/')}/{page}" : page;
    }

    /// <summary>Resolves a relative reference from a file; null where it leads out of the root.</summary>
    public static string? Resolve(string from, string reference)
    {
        var parts = new List<string>(from.Split('/')[..^1]);
        foreach (string part in reference.Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0) return null;
            else parts.RemoveAt(parts.Count - 1);
        }
        return string.Join('/', parts);
    }

    /// <summary>How one page names another file of the site.</summary>
    public static string Relative(string fromPage, string toFile)
    {
        string[] from = fromPage.Split('/')[..^1], to = toFile.Split('/');
        int common = 0;
        while (common < from.Length && common < to.Length - 1 && from[common] == to[common]) common++;
        return string.Concat(Enumerable.Repeat("../", from.Length - common)) + string.Join('/', to[common..]);
    }

    /// <summary>The way from a page up to the site's root: empty, or <c>../</c> as often as needed.</summary>
    public static string ToRoot(string page) =>
        string.Concat(Enumerable.Repeat("../", page.Count(letter => letter == '/')));
}
