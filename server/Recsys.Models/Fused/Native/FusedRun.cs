using System.Collections.Concurrent;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Fused;

/// <summary>
/// One user's scoring: told the user once, then given products a batch at a time. Lent by <see cref="FusedDlrm.Rent"/>
/// and given back by <see cref="Dispose"/>; for one thread at a time.
/// </summary>
public sealed unsafe class FusedRun : IDisposable
{
    private const int Stride = MatrixKernel.Stride;
    private const int Slab = PairKernel.Slab;

    private readonly DlrmWeights _weights;
    private readonly Kernels _kernels;
    private readonly VectorWidth _byteWidth;
    private readonly ConcurrentQueue<FusedRun> _home;
    private readonly PackedLayer _block;
    private readonly AlignedFloats _bias;
    private readonly AlignedFloats _user;
    private readonly AlignedFloats _userTurned;
    private readonly AlignedFloats _one;
    private readonly AlignedFloats _other;
    private readonly AlignedFloats _numbers;
    private readonly AlignedFloats _inputs;
    private readonly AlignedFloats _slab;
    private readonly AlignedFloats _room;
    private readonly AlignedFloats _chances = new(Stride);
    private readonly AlignedFloats _bytes;
    private readonly AlignedFloats _scales = new(Stride);

    internal FusedRun(DlrmWeights weights, Kernels kernels, ConcurrentQueue<FusedRun> home)
    {
        (_weights, _kernels, _home) = (weights, kernels, home);
        _byteWidth = ByteKernel.For(kernels.Width) ?? VectorWidth.Portable;
        int d = weights.Dimension;
        _bias = new AlignedFloats(PackedLayer.Rows(weights.Block.Outputs));
        _block = weights.Block.WithBias(_bias);
        _user = new AlignedFloats(Math.Max(weights.UserTop.Stride, RowLayer.Padded(weights.UserNumbers)));
        _userTurned = new AlignedFloats(d * (weights.UserVectors + 1));
        int rows = PackedLayer.Rows(weights.Block.Outputs), userWidth = RowLayer.Padded(weights.UserNumbers);
        foreach (var layer in weights.ItemBottom.Concat(weights.Top))
            rows = Math.Max(rows, PackedLayer.Rows(layer.Outputs));
        foreach (var layer in weights.UserBottom) userWidth = Math.Max(userWidth, RowLayer.Padded(layer.Outputs));
        int width = Math.Max(rows * Stride, userWidth);
        (_one, _other) = (new AlignedFloats(width), new AlignedFloats(width));
        _numbers = new AlignedFloats(Math.Max(weights.ItemNumbers, 1) * Stride);
        _inputs = new AlignedFloats(Math.Max(weights.Block.Inputs, PackedLayer.Rows(d)) * Stride);
        _slab = new AlignedFloats(weights.ItemVectors * d * Slab);
        _room = new AlignedFloats(Slab * d);
        // Four inputs of 8 bits take the room of one float.
        int groups = weights.ByteTop.Append(weights.ByteBlock)
            .Max(layer => layer is null ? 0 : ByteRows.Groups(layer.Inputs));
        _bytes = new AlignedFloats(groups * Stride);
    }

    /// <summary>Where <see cref="Score"/> says how large the top layers' inputs were; null for nowhere.</summary>
    internal LayerSizes? Sizes { get; set; }

    /// <summary>Computes the user's half.</summary>
    /// <param name="inputs">A gathered batch.</param>
    /// <param name="user">Which user of the batch.</param>
    public void Tell(RankerInputs inputs, int user = 0)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int d = _weights.Dimension, vectors = _weights.UserVectors;
        int at = 0;
        if (_weights.UserNumbers > 0)
        {
            Bottom(inputs.UserDense.Span.Slice(user * _weights.UserNumbers, _weights.UserNumbers));
            at = d;
        }
        var ids = inputs.UserIds.Span.Slice(user * _weights.UserTables.Length, _weights.UserTables.Length);
        for (int i = 0; i < ids.Length; i++, at += d)
            new Span<float>(_weights.UserTables[i].At(ids[i], _room.First), d).CopyTo(_user.Span[at..]);
        for (int j = 1; j < vectors; j++)
            for (int i = 0; i < j; i++)
                _user.First[at++] = _kernels.Dot(_user.First + (i * d), _user.First + (j * d), d);
        _kernels.Multiply(_weights.UserTop, _user.First, _bias.First, rectify: false);
        int stride = (vectors + 1) & ~1;
        for (int i = 0; i < vectors; i++)
            for (int k = 0; k < d; k++) _userTurned.First[(k * stride) + i] = _user.First[(i * d) + k];
    }

    /// <summary>Scores products for the user told last.</summary>
    /// <param name="inputs">A gathered batch of that user's.</param>
    /// <param name="from">The first product of the batch to score.</param>
    /// <param name="scores">Filled with a chance, 0 to 1, for each product from there on.</param>
    public void Score(RankerInputs inputs, int from, Span<float> scores) => Fill(inputs, from, scores, screen: false);

    /// <summary>
    /// Scores products for the user told last nearly as <see cref="Score"/> does and in half its time: the top layers
    /// are computed with 8 bits a number, one scale per output for weights and per product for activations.
    /// </summary>
    /// <inheritdoc cref="Score"/>
    /// <exception cref="NotSupportedException"><see cref="FusedDlrm.CanScreen"/> is false.</exception>
    public void Screen(RankerInputs inputs, int from, Span<float> scores)
    {
        if (_weights.ByteBlock is null) throw new NotSupportedException("This processor has no VNNI.");
        Fill(inputs, from, scores, screen: true);
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _home.Enqueue(this);

    private void Fill(RankerInputs inputs, int from, Span<float> scores, bool screen)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var ids = inputs.ItemIds.Span.Slice(
            from * _weights.ItemTables.Length, scores.Length * _weights.ItemTables.Length);
        Prefetch(ids, 0);
        for (int start = 0; start < scores.Length; start += Stride)
        {
            int count = Math.Min(Stride, scores.Length - start);
            int lanes = (count + Slab - 1) / Slab * Slab;
            if (_weights.ItemNumbers > 0) Bottom(inputs, from + start, count, lanes);
            for (int lane = 0; lane < lanes; lane += Slab)
                Interact(ids[(start * _weights.ItemTables.Length)..], lane, count);
            // The next block's vectors come from memory while this one's layers are computed.
            Prefetch(ids, start + Stride);
            if (screen) ByteTop(lanes);
            else Top(lanes);
            _chances.Span[..count].CopyTo(scores[start..]);
        }
    }

    private void Bottom(ReadOnlySpan<float> numbers)
    {
        var (x, y) = (_one, _other);
        x.Span[..RowLayer.Padded(numbers.Length)].Clear();
        numbers.CopyTo(x.Span);
        for (int i = 0; i < _weights.UserBottom.Length; i++)
        {
            var layer = _weights.UserBottom[i];
            bool last = i + 1 == _weights.UserBottom.Length;
            // What fills a row up must be finite: 0 times NaN is not 0.
            if (!last) y.Span[layer.Outputs..RowLayer.Padded(layer.Outputs)].Clear();
            _kernels.Multiply(layer, x.First, last ? _user.First : y.First, rectify: !last);
            (x, y) = (y, x);
        }
    }

    private void Bottom(RankerInputs inputs, int from, int count, int lanes)
    {
        Fill(inputs.ItemDense.Span, inputs.ItemDenseColumns, from, count, 0);
        Fill(inputs.Cross.Span, inputs.CrossColumns, from, count, inputs.ItemDenseColumns);
        var (x, y, spare) = (_numbers, _one, _other);
        for (int i = 0; i < _weights.ItemBottom.Length; i++)
        {
            bool last = i + 1 == _weights.ItemBottom.Length;
            _kernels.Multiply(
                _weights.ItemBottom[i], x.First, last ? _inputs.First : y.First, lanes, rectify: !last);
            (x, y, spare) = (y, spare, y);
        }
    }

    private void Fill(ReadOnlySpan<float> values, int columns, int from, int count, int row)
    {
        for (int product = 0; product < count; product++)
        {
            var numbers = values.Slice((from + product) * columns, columns);
            float* to = _numbers.First + (row * Stride) + product;
            for (int column = 0; column < numbers.Length; column++) to[column * Stride] = numbers[column];
        }
    }

    // Sixteen products: their vectors side by side, then all inner products, into the first top layer's inputs.
    private void Interact(ReadOnlySpan<long> ids, int lane, int count)
    {
        int d = _weights.Dimension, vectors = _weights.ItemVectors, columns = _weights.ItemTables.Length;
        float** rows = stackalloc float*[Slab];
        float* slab = _slab.First, inputs = _inputs.First + lane;
        if (_weights.ItemNumbers > 0)
        {
            for (int k = 0; k < d; k++)
                new Span<float>(inputs + (k * Stride), Slab).CopyTo(new Span<float>(slab + (k * Slab), Slab));
            slab += d * Slab;
        }
        for (int column = 0; column < columns; column++, slab += d * Slab)
        {
            var table = _weights.ItemTables[column];
            for (int i = 0; i < Slab; i++)
            {
                // Beyond the last product the last is taken again.
                int product = Math.Min(lane + i, count - 1);
                rows[i] = table.At(ids[(product * columns) + column], _room.First + (i * d));
            }
            SlabTurn.Turn(rows, d, slab, _kernels.Width);
        }
        inputs += _weights.BottomRows * Stride;
        _kernels.WithUser(_userTurned.First, _weights.UserVectors, _slab.First, vectors, d, inputs);
        _kernels.Within(_slab.First, vectors, d, inputs + ((long)_weights.UserVectors * vectors * Stride));
    }

    private void Top(int lanes)
    {
        var (x, y) = (_one, _other);
        Sizes?.Add(0, _inputs.First, lanes);
        _kernels.Multiply(_block, _inputs.First, x.First, lanes, rectify: true);
        for (int i = 0; i < _weights.Top.Length; i++)
        {
            Sizes?.Add(1 + i, x.First, lanes);
            _kernels.Multiply(_weights.Top[i], x.First, y.First, lanes, rectify: true);
            (x, y) = (y, x);
        }
        _kernels.Chances(
            _weights.Last.First, _weights.LastBias, _weights.Last.Length, x.First, _chances.First, lanes);
    }

    private void ByteTop(int lanes)
    {
        var (x, y) = (_one, _other);
        ByteLayer(_weights.ByteBlock!, _bias.First, _inputs.First, x.First, lanes);
        for (int i = 0; i < _weights.ByteTop.Length; i++)
        {
            ByteLayer(_weights.ByteTop[i], _weights.Top[i].Bias, x.First, y.First, lanes);
            (x, y) = (y, x);
        }
        _kernels.Chances(
            _weights.Last.First, _weights.LastBias, _weights.Last.Length, x.First, _chances.First, lanes);
    }

    private void ByteLayer(ByteLayer layer, float* bias, float* x, float* y, int lanes) =>
        ByteKernel.Multiply(_byteWidth, layer, bias, x, (byte*)_bytes.First, _scales.First, y, lanes);

    private void Prefetch(ReadOnlySpan<long> ids, int from)
    {
        int columns = _weights.ItemTables.Length, end = Math.Min(ids.Length, (from + Stride) * columns);
        for (int column = 0; column < columns; column++)
        {
            var table = _weights.ItemTables[column];
            if (!table.IsLarge) continue;
            for (int at = (from * columns) + column; at < end; at += columns) table.Prefetch(ids[at]);
        }
    }
}
