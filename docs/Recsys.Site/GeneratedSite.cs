namespace Recsys.Site;

/// <summary>The finished site.</summary>
/// <param name="Files">Its files.</param>
/// <param name="Warnings">What its authors should mend, though every page could be made.</param>
internal sealed record GeneratedSite(IReadOnlyList<SiteFile> Files, IReadOnlyList<string> Warnings);
