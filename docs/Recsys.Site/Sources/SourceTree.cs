namespace Recsys.Site.Sources;

/// <summary>The checkout that the site is made from.</summary>
/// <param name="root">Its folder.</param>
internal sealed class SourceTree(string root)
{
    private static readonly string[] NotOurs =
        ["artifacts", "bin", "obj", "node_modules", "gen", "target", "vendor", "build", "dist", "demo"];

    /// <summary>Its folder.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The documents that become pages, by path below the root, in order of their names.</summary>
    public IReadOnlyList<string> Pages() =>
    [
        .. new[] { "README.md", "CHANGELOG.md", "loadtest/README.md" }.Where(Exists),
        .. MarkdownBelow("docs"),
        .. MarkdownBelow("sdk").Where(path => Path.GetFileName(path) == "README.md"),
    ];

    /// <summary>Every document in Markdown that people wrote, by path below the root.</summary>
    public IReadOnlyList<string> MarkdownFiles() => [.. MarkdownBelow("")];

    /// <summary>Whether there is such a file or folder.</summary>
    public bool Exists(string path) => Path.Exists(At(path));

    /// <summary>The text of a file, its lines ended by line feeds.</summary>
    public string ReadText(string path) => File.ReadAllText(At(path)).ReplaceLineEndings("\n");

    /// <summary>The bytes of a file.</summary>
    public byte[] ReadBytes(string path) => File.ReadAllBytes(At(path));

    /// <summary>The files right in a folder whose names match, by path below the root.</summary>
    public IReadOnlyList<string> FilesOf(string folder, string pattern) =>
        Directory.Exists(At(folder))
            ? [.. Directory.EnumerateFiles(At(folder), pattern).Order(StringComparer.Ordinal)
                .Select(file => $"{folder}/{Path.GetFileName(file)}")]
            : [];

    private string At(string path) => Path.Combine(Root, path);

    private IEnumerable<string> MarkdownBelow(string folder)
    {
        if (!Directory.Exists(At(folder))) yield break;
        foreach (string file in Directory.EnumerateFiles(At(folder), "*.md").Order(StringComparer.Ordinal))
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        foreach (string below in Directory.EnumerateDirectories(At(folder)).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(below);
            if (name.StartsWith('.') || NotOurs.Contains(name)) continue;
            foreach (string file in MarkdownBelow(Path.GetRelativePath(Root, below).Replace('\\', '/')))
                yield return file;
        }
    }
}
