using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recsys.Site.Sources;

namespace Recsys.Site.Tests;

/// <summary>
/// Every page that was made is sound: links, anchors, what the server's content security policy allows.
/// </summary>
public partial class SitePageTests
{
    private static readonly HashSet<string> Files = [.. Checkout.Site.Files.Select(file => file.Path)];

    public static TheoryData<string> Paths => [.. Checkout.Pages.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Links_OfAPage_HaveTheirTargets(string path)
    {
        string[] wrong =
        [
            .. Links().Matches(Checkout.Pages[path])
                .Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct()
                .Where(link => !link.Contains("://", StringComparison.Ordinal) && !HasTarget(path, link)),
        ];
        Assert.True(wrong.Length == 0, $"{path} links to what is not there: {string.Join(", ", wrong)}");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Anchors_OfAPage_AreUnique(string path)
    {
        string[] twice = [.. Ids(path).GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key)];
        Assert.True(twice.Length == 0, $"{path} has ids twice: {string.Join(", ", twice)}");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Pages_HoldNeitherScriptsNorStylesNorHandlers(string path) =>
        Assert.DoesNotMatch(@"<script(?! src=)|<style|<[^>]* style=|<[^>]* on[a-z]+=", Checkout.Pages[path]);

    [Theory]
    [MemberData(nameof(Paths))]
    public void Pages_HaveOneTitleAndKnowTheirPlace(string path)
    {
        Assert.Single(TitleTag().Matches(Checkout.Pages[path]));
        Assert.Single(Regex.Matches(Checkout.Pages[path], "aria-current=\"page\""));
    }

    [Fact]
    public void Generate_Again_GivesTheSameBytes()
    {
        var again = SiteGenerator.Generate(Checkout.Tree);

        Assert.Equal(Checkout.Site.Files.Select(file => file.Path), again.Files.Select(file => file.Path));
        Assert.All(
            again.Files.Zip(Checkout.Site.Files), pair => Assert.Equal(pair.First.Content, pair.Second.Content));
    }

    [Fact]
    public void SearchIndex_NamesPlacesThatAreThere()
    {
        string script = System.Text.Encoding.UTF8.GetString(
            Checkout.Site.Files.Single(file => file.Path == "assets/search-index.js").Content);
        using var index = JsonDocument.Parse(script[script.IndexOf('{')..script.LastIndexOf(';')]);
        var listed = index.RootElement.GetProperty("pages").EnumerateArray();
        string[] pages = [.. listed.Select(page => page[0].GetString()!)];
        var entries = index.RootElement.GetProperty("entries").EnumerateArray().ToArray();

        Assert.True(entries.Length > 500, "The index should hold the headings and names of all pages.");
        Assert.All(entries, entry => Assert.True(
            HasTarget("index.html", $"{pages[entry[0].GetInt32()]}#{entry[1].GetString()}"), entry.ToString()));
    }

    private static bool HasTarget(string from, string link)
    {
        string[] parts = link.Split('#', 2);
        string? target = parts[0].Length == 0 ? from : SitePath.Resolve(from, parts[0]);
        // A link to a folder or from the server's root would not work from disk.
        if (target is null || link.StartsWith('/') || parts[0].EndsWith('/') || !Files.Contains(target)) return false;
        return parts.Length == 1 || parts[1].Length == 0 || Ids(target).Contains(Uri.UnescapeDataString(parts[1]));
    }

    private static IEnumerable<string> Ids(string path) =>
        Id().Matches(Checkout.Pages[path]).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));

    [GeneratedRegex("<(?:a|link|img|script)[^>]* (?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Id();

    [GeneratedRegex("<h1[ >]")]
    private static partial Regex TitleTag();
}
