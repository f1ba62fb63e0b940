using Recsys.Models;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// The item tower: products' features to their vectors. Its table of products is as large as all vectors are, and it is
/// needed only where products come or change: a large one is loaded when it is needed first and freed when nothing was
/// encoded for a while. One caller at a time encodes.
/// </summary>
internal sealed class ItemTower : IDisposable
{
    /// <summary>Products of one call of the model.</summary>
    public const int Batch = 256;

    /// <summary>Size of the file up to which a tower is loaded at once and stays.</summary>
    public const long MostResidentBytes = 64 << 20;

    /// <summary>How long after its latest use a larger one is freed.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly string _path;
    private readonly int _dimension;
    private readonly ItemTowerInputs _inputs = new(Batch);
    private readonly float[] _vectors;
    private readonly Lock _gate = new();
    private readonly ITimer? _timer;
    private TorchModule? _module;
    private bool _disposed;

    private ItemTower(string path, int dimension, TimeProvider? time, bool stays)
    {
        (_path, _dimension) = (path, dimension);
        _vectors = new float[Batch * dimension];
        if (stays) _module = TorchModule.Load(path);
        else _timer = time?.CreateTimer(_ => Free(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the tower is in memory.</summary>
    public bool IsLoaded
    {
        get { lock (_gate) return _module is not null; }
    }

    /// <summary>Takes a version's item tower.</summary>
    /// <param name="version">The version.</param>
    /// <param name="dimension">Size of the products' vectors.</param>
    /// <param name="time">The clock by which a large tower is freed; null keeps it.</param>
    /// <param name="mostResident">Size of the file up to which it stays.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static ItemTower Load(
        ModelVersion version, int dimension, TimeProvider? time = null, long mostResident = MostResidentBytes)
    {
        string path = version.FilePath(ModelArtifacts.ItemTower);
        return new ItemTower(path, dimension, time, new FileInfo(path).Length <= mostResident);
    }

    /// <summary>Computes vectors.</summary>
    /// <param name="items">Features of the products, normalised.</param>
    /// <param name="rows">Which products.</param>
    /// <param name="vectors">Filled with as many vectors.</param>
    /// <exception cref="InvalidDataException">The tower makes vectors of another size, or is damaged.</exception>
    public void Encode(ItemColumns items, ReadOnlySpan<int> rows, Span<float> vectors)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var module = _module ??= TorchModule.Load(_path);
            try
            {
                for (int from = 0; from < rows.Length; from += Batch)
                    Encode(module, items, rows.Slice(from, Math.Min(Batch, rows.Length - from)),
                        vectors[(from * _dimension)..]);
            }
            finally
            {
                _timer?.Change(Quiet, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
            Free();
        }
    }

    private void Encode(TorchModule module, ItemColumns items, ReadOnlySpan<int> rows, Span<float> vectors)
    {
        _inputs.Clear();
        foreach (int row in rows) _inputs.Add(items, row);
        int written = module.Forward("forward", _inputs.Tensors(), _vectors);
        if (written != rows.Length * _dimension)
            throw new InvalidDataException(
                $"{ModelArtifacts.ItemTower} makes vectors of another size than the version's.");
        _vectors.AsSpan(0, written).CopyTo(vectors);
    }

    private void Free()
    {
        lock (_gate)
        {
            _module?.Dispose();
            _module = null;
        }
    }
}
