namespace Recsys.Pipeline.Features;

/// <summary>One feature as the schema declares it.</summary>
/// <param name="Name">Name in <c>workflow.json</c> and in traces, in lower snake case.</param>
/// <param name="Kind">Whether it is a number or an id.</param>
/// <param name="Meaning">What it measures, with its unit and transform.</param>
/// <param name="Default">
/// What stands in for an unknown value: for a number, in standard deviations from the mean; for an id, the bucket.
/// </param>
public sealed record FeatureDefinition(string Name, FeatureKind Kind, string Meaning, float Default = 0);
