namespace Recsys.Site;

/// <summary>One file of the finished site.</summary>
/// <param name="Path">Where it lies below the site's folder, with slashes.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record SiteFile(string Path, byte[] Content);
