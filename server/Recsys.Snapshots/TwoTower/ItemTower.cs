using Recsys.Models;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// The item tower: products' features to their vectors. A large one, whose tables of a vector for each product are
/// gigabytes, is opened when the first product comes or changes. Not thread-safe.
/// </summary>
internal sealed class ItemTower : IDisposable
{
    /// <summary>Products of one call of the model.</summary>
    public const int Batch = 256;

    private const long OpenedAtOnceBytes = 64 << 20;
    private readonly string _path;
    private readonly int _dimension;
    private readonly ItemTowerInputs _inputs = new(Batch);
    private readonly float[] _vectors;
    private TorchModule? _module;

    private ItemTower(string path, int dimension)
    {
        (_path, _dimension) = (path, dimension);
        _vectors = new float[Batch * dimension];
    }

    /// <summary>Loads a version's item tower.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static ItemTower Load(ModelVersion version, int dimension)
    {
        var tower = new ItemTower(version.FilePath(ModelArtifacts.ItemTower), dimension);
        if (new FileInfo(tower._path).Length <= OpenedAtOnceBytes) tower.Open();
        return tower;
    }

    /// <summary>Computes vectors.</summary>
    /// <param name="items">Features of the products, normalised.</param>
    /// <param name="rows">Which products.</param>
    /// <param name="vectors">Filled with as many vectors.</param>
    /// <exception cref="InvalidDataException">The tower makes vectors of another size, or its file is
    /// damaged.</exception>
    public void Encode(ItemColumns items, ReadOnlySpan<int> rows, Span<float> vectors)
    {
        for (int from = 0; from < rows.Length; from += Batch)
        {
            int count = Math.Min(Batch, rows.Length - from);
            _inputs.Clear();
            for (int i = 0; i < count; i++) _inputs.Add(items, rows[from + i]);
            int written = Open().Forward("forward", _inputs.Tensors(), _vectors);
            if (written != count * _dimension)
                throw new InvalidDataException(
                    $"{ModelArtifacts.ItemTower} makes vectors of another size than the version's.");
            _vectors.AsSpan(0, written).CopyTo(vectors[(from * _dimension)..]);
        }
    }

    public void Dispose() => _module?.Dispose();

    private TorchModule Open() => _module ??= TorchModule.Load(_path);
}
