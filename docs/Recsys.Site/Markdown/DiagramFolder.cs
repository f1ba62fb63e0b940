using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Recsys.Site.Sources;

namespace Recsys.Site.Markdown;

/// <summary>
/// The drawings of diagrams, made ahead by <c>docs/tool diagrams</c>: one file for each diagram, named by a hash of its
/// source, so that one whose source changed is missed.
/// </summary>
/// <param name="tree">The checkout.</param>
internal sealed partial class DiagramFolder(SourceTree tree)
{
    private readonly List<string> _missing = [];
    private int _drawn;

    /// <summary>What was shown as text, since there is no drawing of it.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Where the drawing of a diagram lies in the repository.</summary>
    public static string PathOf(string code) => $"docs/diagrams/{HashOf(code)}.svg";

    /// <summary>The drawing with its description; where there is none, the diagram's source as it is.</summary>
    /// <param name="source">The document that holds the diagram.</param>
    /// <param name="code">The diagram in Mermaid's language, with <c>accTitle</c> and <c>accDescr</c>.</param>
    public string Figure(string source, string code)
    {
        string path = PathOf(code);
        string? title = TitleLine().Match(code) is { Success: true } match ? match.Groups[1].Value : null;
        string? description = DescriptionLine().Match(code) is { Success: true } found ? found.Groups[1].Value : null;
        if (title is null || description is null)
            throw new SiteException($"{source}: a diagram needs the lines 'accTitle: …' and 'accDescr: …'.");
        if (!tree.Exists(path))
        {
            _missing.Add($"{source}: '{title}' has no current drawing; run docs/tool diagrams.");
            return CodeRenderer.BlockOf(code, "mermaid");
        }

        string label = $"diagram-{_drawn++}";
        string drawing = tree.ReadText(path).Trim().Replace(
            "<svg ", $"<svg role=\"img\" aria-labelledby=\"{label}\" ", StringComparison.Ordinal);
        return $"""
            <figure class="diagram"><div class="drawing" role="group" aria-label="Diagram" tabindex="0">{drawing}</div>
            <figcaption id="{label}"><b>{Html.Escape(title)}.</b> {Html.Escape(description)}</figcaption></figure>
            """;
    }

    private static string HashOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim())))[..16];

    [GeneratedRegex(@"^\s*accTitle:\s*(.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex TitleLine();

    [GeneratedRegex(@"^\s*accDescr:\s*(.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex DescriptionLine();
}
