namespace Recsys.Models.Repository;

/// <summary>One line of <see cref="ModelRepository.List"/>.</summary>
/// <param name="Name">Name of the version.</param>
/// <param name="IsCurrent">Whether CURRENT names it.</param>
/// <param name="Manifest">What it says of itself, or null when its manifest cannot be read.</param>
/// <param name="Problem">
/// Why it would be refused, or null. File sizes are checked here, checksums only when it is opened.
/// </param>
public sealed record ModelListing(string Name, bool IsCurrent, ModelManifest? Manifest, string? Problem);
