using System.Text.Json.Nodes;

namespace Recsys.Conformance.Cases;

/// <summary>One thing that every SDK must do: steps in order, each asked of the SDK's runner and judged.</summary>
/// <param name="Name">Its name, group/what, unique.</param>
/// <param name="Does">What it proves, for people.</param>
/// <param name="Server">Which server it is about.</param>
/// <param name="ServerOptions">How that server misbehaves; an empty object for those that do not.</param>
/// <param name="Steps">The steps.</param>
internal sealed record ConformanceCase(
    string Name, string Does, ServerKind Server, JsonObject ServerOptions, IReadOnlyList<CaseStep> Steps)
{
    /// <summary>The part of the name before the slash.</summary>
    public string Group => Name[..Name.IndexOf('/', StringComparison.Ordinal)];
}
