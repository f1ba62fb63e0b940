namespace Recsys.Models.Repository;

/// <summary>
/// What a published model version says of itself: <c>manifest.json</c>, snake case, UTF-8. Training fills schema,
/// parents, data window, counts, metrics and settings; <see cref="StagedVersion.Publish"/> fills the rest and
/// overwrites whatever was there.
/// </summary>
public sealed record ModelManifest
{
    /// <summary>Newest layout of the version folder that this build reads and the one it writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Layout of the version folder; a newer one than <see cref="CurrentFormat"/> is refused.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>Name of the version, equal to its folder's.</summary>
    public string Version { get; init; } = "";

    /// <summary>When it was published, in milliseconds since 1970-01-01 UTC.</summary>
    public long CreatedMs { get; init; }

    /// <summary>Fingerprint of the feature schema it was trained with; empty when it has none.</summary>
    public string Schema { get; init; } = "";

    /// <summary>Versions it was trained from (a warm start), newest first; empty for a cold start.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>Times of the interactions it learned from.</summary>
    public DataWindow DataWindow { get; init; } = new(0, 0);

    /// <summary>Sizes by name in snake case, for example <c>items</c>, <c>users</c>, <c>interactions</c>.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    /// <summary>Finite measures by name in snake case, for example <c>validation_auc</c>.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Settings it was trained with, by name in snake case, as text.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Every file of the version but the manifest, by name.</summary>
    public IReadOnlyList<ModelFile> Files { get; init; } = [];
}
