namespace Recsys.Models;

/// <summary>A parameter or buffer that a module has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Sparse">Whether its gradient is sparse.</param>
/// <param name="IsBuffer">Whether it is not trained.</param>
public sealed record TorchParameterInfo(string Name, IReadOnlyList<long> Shape, bool Sparse, bool IsBuffer)
{
    /// <summary>Number of values: the product of the sizes.</summary>
    public long Elements { get; } = Shape.Aggregate(1L, (product, size) => product * size);
}
