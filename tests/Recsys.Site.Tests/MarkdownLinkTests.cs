using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Recsys.Site.Markdown;
using Recsys.Site.Sources;

namespace Recsys.Site.Tests;

/// <summary>
/// What any document links to is there: files, headings, pictures. Other addresses are checked by their form only.
/// </summary>
public class MarkdownLinkTests
{
    private static readonly Dictionary<string, MarkdownDocument> Documents = Checkout.Tree.MarkdownFiles()
        .ToDictionary(path => path, path => DocumentRenderer.Parse(Checkout.Tree.ReadText(path)));

    public static TheoryData<string> Paths => [.. Documents.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Links_OfADocument_HaveTheirTargets(string path)
    {
        string[] wrong =
        [
            .. Documents[path].Descendants<LinkInline>()
                .Select(link => (link, reason: WhatIsWrong(path, link.Url ?? "")))
                .Where(found => found.reason is not null)
                .Select(found => $"{path}({found.link.Line + 1}): {found.link.Url}: {found.reason}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Documents_AreFound() => Assert.Contains("docs/adr/README.md", Documents.Keys);

    [Theory]
    [InlineData("no-such-file.md", "there is no")]
    [InlineData("contract.md#no-such-heading", "has no heading")]
    [InlineData("#no-such-heading", "has no heading")]
    [InlineData("../../elsewhere.md", "out of the repository")]
    [InlineData("ftp://example.org/", "no address of the web")]
    [InlineData("https://exa mple/", "no address of the web")]
    [InlineData("", "nowhere")]
    public void Links_ThatLeadNowhere_AreFound(string url, string reason) =>
        Assert.Contains(reason, WhatIsWrong("docs/ingestion.md", url), StringComparison.Ordinal);

    [Theory]
    [InlineData("contract.md#errors")]
    [InlineData("../protos/recsys/v1")]
    [InlineData("https://example.org/a?b=c#d")]
    public void Links_ThatLeadSomewhere_AreTaken(string url) => Assert.Null(WhatIsWrong("docs/ingestion.md", url));

    private static string? WhatIsWrong(string from, string url)
    {
        if (url.Length == 0) return "it leads nowhere.";
        if (LinkTargets.IsAddress(url))
        {
            bool isWeb = Uri.TryCreate(url, UriKind.Absolute, out var address)
                && (address.Scheme is "https" or "mailto" || address is { Scheme: "http", IsLoopback: true });
            return isWeb ? null : "it is no address of the web: https, or http of this machine.";
        }
        string[] parts = Uri.UnescapeDataString(url).Split('#', 2);
        string? path = parts[0].Length == 0 ? from : SitePath.Resolve(from, parts[0]);
        if (path is null) return "it leads out of the repository.";
        if (!Checkout.Tree.Exists(path)) return $"there is no {path}.";
        if (parts.Length == 1) return null;
        if (!Documents.TryGetValue(path, out var document)) return $"{path} has no headings to link to.";
        return DocumentRenderer.HeadingsOf(document).Any(heading => heading.Id == parts[1])
            ? null
            : $"{path} has no heading '{parts[1]}'.";
    }
}
