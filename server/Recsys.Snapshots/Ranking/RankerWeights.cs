using Recsys.Models;
using Recsys.Models.Fused;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.Ranking;

/// <summary>
/// A version's ranker as it was read, before anybody compared anything: its module, whose values stay in the file, and
/// the kernels' weights where it is a DLRM as described.
/// </summary>
internal sealed class RankerWeights : IDisposable
{
    private RankerWeights(
        RankerDescription shape, string path, TorchModule module, FusedDlrm? fused, string? reason) =>
        (Shape, Path, Module, Fused, Reason) = (shape, path, module, fused, reason);

    public RankerDescription Shape { get; }

    /// <summary>Where the module is.</summary>
    public string Path { get; }

    public TorchModule Module { get; }

    public FusedDlrm? Fused { get; }

    /// <summary>Why there are no weights for kernels; null where there are.</summary>
    public string? Reason { get; }

    /// <summary>Reads a version's ranker.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static RankerWeights Load(ModelVersion version)
    {
        var shape = Describe(version);
        string path = version.FilePath(ModelArtifacts.Ranker);
        var module = TorchModule.Map(path);
        try
        {
            var fused = FusedDlrm.TryRead(
                module, shape, out string? reason, products: version.PathOf(ModelArtifacts.RankerProducts));
            return new RankerWeights(shape, path, module, fused, reason);
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Module.Dispose();
        Fused?.Dispose();
    }

    private static RankerDescription Describe(ModelVersion version)
    {
        if (!version.HasFile(ModelArtifacts.RankerDescription)) return RankerDescription.Standard;
        using var stream = File.OpenRead(version.FilePath(ModelArtifacts.RankerDescription));
        return RankerDescriptionFile.Load(stream);
    }
}
