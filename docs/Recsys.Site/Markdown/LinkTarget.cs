namespace Recsys.Site.Markdown;

/// <summary>Where a link of a document leads.</summary>
/// <param name="Href">What the page links to; null where it leads to a file that is only in the repository.</param>
/// <param name="RepositoryPath">The file or folder in the repository it named; null for addresses elsewhere.</param>
internal readonly record struct LinkTarget(string? Href, string? RepositoryPath);
