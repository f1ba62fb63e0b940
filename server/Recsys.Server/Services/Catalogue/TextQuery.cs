using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Catalogue;

/// <summary>Text that listed records are to hold, compared without regard to case.</summary>
internal static class TextQuery
{
    /// <summary>Records that one call looks at.</summary>
    public const int MostExamined = 20_000;

    private const int MostLength = 128;

    /// <summary>Checks a query.</summary>
    public static void Query(this Violations violations, string query) =>
        violations.Text("query", query, MostLength);

    /// <summary>Whether one of two texts holds the query.</summary>
    public static bool Matches(string query, string id, string text) =>
        id.Contains(query, StringComparison.OrdinalIgnoreCase)
        || text.Contains(query, StringComparison.OrdinalIgnoreCase);
}
