using Recsys.Models;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.TwoTower;

/// <summary>The item tower: products' features to their vectors. Not thread-safe.</summary>
internal sealed class ItemTower : IDisposable
{
    /// <summary>Products of one call of the model.</summary>
    public const int Batch = 256;

    private readonly TorchModule _module;
    private readonly int _dimension;
    private readonly ItemTowerInputs _inputs = new(Batch);
    private readonly float[] _vectors;

    private ItemTower(TorchModule module, int dimension)
    {
        (_module, _dimension) = (module, dimension);
        _vectors = new float[Batch * dimension];
    }

    /// <summary>Loads a version's item tower.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static ItemTower Load(ModelVersion version, int dimension) =>
        new(TorchModule.Load(version.FilePath(ModelArtifacts.ItemTower)), dimension);

    /// <summary>Computes vectors.</summary>
    /// <param name="items">Features of the products, normalised.</param>
    /// <param name="rows">Which products.</param>
    /// <param name="vectors">Filled with as many vectors.</param>
    /// <exception cref="InvalidDataException">The tower makes vectors of another size.</exception>
    public void Encode(ItemColumns items, ReadOnlySpan<int> rows, Span<float> vectors)
    {
        for (int from = 0; from < rows.Length; from += Batch)
        {
            int count = Math.Min(Batch, rows.Length - from);
            _inputs.Clear();
            for (int i = 0; i < count; i++) _inputs.Add(items, rows[from + i]);
            int written = _module.Forward("forward", _inputs.Tensors(), _vectors);
            if (written != count * _dimension)
                throw new InvalidDataException(
                    $"{ModelArtifacts.ItemTower} makes vectors of another size than the version's.");
            _vectors.AsSpan(0, written).CopyTo(vectors[(from * _dimension)..]);
        }
    }

    public void Dispose() => _module.Dispose();
}
