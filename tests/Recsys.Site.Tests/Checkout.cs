using System.Text;
using Recsys.Site.Sources;

namespace Recsys.Site.Tests;

/// <summary>The checkout that the tests were built from, and the site made from it once.</summary>
internal static class Checkout
{
    public static SourceTree Tree { get; } = new(FindRoot());

    public static GeneratedSite Site { get; } = SiteGenerator.Generate(Tree);

    /// <summary>The site's pages, by path.</summary>
    public static IReadOnlyDictionary<string, string> Pages { get; } = Site.Files
        .Where(file => file.Path.EndsWith(".html", StringComparison.Ordinal))
        .ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Content));

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Recsys.Grpc.sln"))) return at.FullName;
        throw new DirectoryNotFoundException("No folder above the tests holds Recsys.Grpc.sln.");
    }
}
