using Recsys.LoadTest;

namespace Recsys.Bench.Ingestion;

/// <summary>How long it took from an interaction to its effect on the next answer.</summary>
/// <param name="Name">Under what load.</param>
/// <param name="Effect">From sending the interaction to the answer that reflects it.</param>
/// <param name="Write">Of it, until the interaction was acknowledged as durable.</param>
/// <param name="Ask">Of it, the call of RecommendForUser that followed.</param>
public sealed record EffectResult(string Name, LatencySummary Effect, LatencySummary Write, LatencySummary Ask);
