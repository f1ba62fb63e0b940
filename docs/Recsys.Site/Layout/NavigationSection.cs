namespace Recsys.Site.Layout;

/// <summary>Pages that belong together.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Pages">The pages, in the order of reading.</param>
internal sealed record NavigationSection(string Title, IReadOnlyList<SitePage> Pages);
