namespace Recsys.Models.Repository;

/// <summary>Outcome of <see cref="ModelRepository.OpenCurrent"/>.</summary>
/// <param name="Version">The version to use, or null when there is none that can be.</param>
/// <param name="Refused">What was refused on the way, in the order it was tried.</param>
public sealed record ModelOpening(ModelVersion? Version, IReadOnlyList<RefusedVersion> Refused);
