using System.Text.Json.Nodes;

namespace Recsys.Conformance.Cases;

/// <summary>One request to a runner and what must come of it.</summary>
/// <param name="Request">The request as the runner gets it, without id and endpoint; texts may hold {names}.</param>
/// <param name="Expectation">What the reply must hold, see <see cref="JsonMatch"/>.</param>
/// <param name="Saves">
/// Values to keep for later steps: name to path in the reply, as in responses/0/product/etag.
/// </param>
internal sealed record CaseStep(
    JsonObject Request, JsonObject Expectation, IReadOnlyDictionary<string, string> Saves);
