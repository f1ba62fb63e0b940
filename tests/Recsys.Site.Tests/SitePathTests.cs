using Recsys.Site.Sources;

namespace Recsys.Site.Tests;

public class SitePathTests
{
    [Theory]
    [InlineData("README.md", "readme.html")]
    [InlineData("docs/README.md", "index.html")]
    [InlineData("docs/ARCHITECTURE.md", "architecture.html")]
    [InlineData("docs/adr/README.md", "adr/index.html")]
    [InlineData("sdk/go/README.md", "sdk/go/index.html")]
    public void OfDocument_GivesItsPage(string source, string page) => Assert.Equal(page, SitePath.OfDocument(source));

    [Theory]
    [InlineData("docs/a.md", "b.md", "docs/b.md")]
    [InlineData("docs/a.md", "../README.md", "README.md")]
    [InlineData("docs/adr/a.md", "./../b.md", "docs/b.md")]
    [InlineData("README.md", "../x", null)]
    public void Resolve_FollowsReferences(string from, string reference, string? path) =>
        Assert.Equal(path, SitePath.Resolve(from, reference));

    [Theory]
    [InlineData("a.html", "b.html", "b.html")]
    [InlineData("adr/a.html", "b.html", "../b.html")]
    [InlineData("adr/a.html", "adr/b.html", "b.html")]
    [InlineData("sdk/go/index.html", "reference/a.html", "../../reference/a.html")]
    public void Relative_LeadsFromPageToFile(string from, string to, string link)
    {
        Assert.Equal(link, SitePath.Relative(from, to));
        Assert.Equal(to, SitePath.Resolve(from, link));
    }
}
