using Recsys.Site.Search;

namespace Recsys.Site;

/// <summary>One page, rendered but for what all pages share.</summary>
internal sealed record SitePage
{
    /// <summary>
    /// What it was made from: a path in the repository, or <c>reference/…</c> for what the contract gave.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>Where it lies below the site's folder, with slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Its first heading, as text.</summary>
    public required string Title { get; init; }

    /// <summary>Everything below the header and beside the navigation, as HTML.</summary>
    public required string Body { get; init; }

    /// <summary>Its headings below the title, in order.</summary>
    public required IReadOnlyList<PageHeading> Headings { get; init; }

    /// <summary>Names that searches should find first, beside its headings.</summary>
    public IReadOnlyList<SearchSymbol> Symbols { get; init; } = [];
}
