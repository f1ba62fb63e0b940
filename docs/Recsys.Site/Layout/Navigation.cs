using System.Text.Json;
using Recsys.Site.Sources;

namespace Recsys.Site.Layout;

/// <summary>
/// The sections of the site, as <c>docs/navigation.json</c> orders them, with every page in one of them.
/// </summary>
internal sealed class Navigation
{
    private const string File = "docs/navigation.json";

    private Navigation(IReadOnlyList<NavigationSection> sections) => Sections = sections;

    /// <summary>The sections with their pages, in order.</summary>
    public IReadOnlyList<NavigationSection> Sections { get; }

    /// <summary>All pages in the order of reading.</summary>
    public IEnumerable<SitePage> Pages => Sections.SelectMany(section => section.Pages);

    /// <summary>
    /// Reads the order. An entry is a page's source, or a folder and <c>/*</c> for all pages directly or deeper in it
    /// that no entry names.
    /// </summary>
    public static Navigation Read(SourceTree tree, IReadOnlyList<SitePage> pages)
    {
        var plan = JsonSerializer.Deserialize<SectionPlan[]>(tree.ReadText(File), JsonSerializerOptions.Web)
            ?? throw new SiteException($"{File} is empty.");
        string[] entries = [.. plan.SelectMany(section => section.Pages)];
        var byEntry = pages.ToLookup(page => EntryOf(page, entries));
        foreach (string entry in entries.Where(entry => !IsFolder(entry) && !byEntry.Contains(entry)))
            throw new SiteException($"{File} names {entry}, which is not there.");
        return new Navigation(
        [
            .. plan.Select(section => new NavigationSection(
                section.Title, [.. section.Pages.SelectMany(entry => byEntry[entry])])),
        ]);
    }

    // The page's own entry, else that of the innermost folder.
    private static string EntryOf(SitePage page, string[] entries) =>
        entries.Contains(page.Source)
            ? page.Source
            : entries.Where(entry => IsFolder(entry) && page.Source.StartsWith(entry[..^1], StringComparison.Ordinal))
                .MaxBy(entry => entry.Length)
            ?? throw new SiteException($"{File} has no place for {page.Source}.");

    private static bool IsFolder(string entry) => entry.EndsWith("/*", StringComparison.Ordinal);

    private sealed record SectionPlan(string Title, string[] Pages);
}
