using Recsys.Models;
using Recsys.Models.Sequence;

namespace Recsys.Training.Sequence;

/// <summary>
/// One step's inputs: parts of nearly equal length side by side, padded in front, and the products that the answer is
/// sought among: all of a small catalogue, else the batch's answers beside products drawn evenly.
/// </summary>
internal sealed class SequenceBatch
{
    /// <summary>Most products that an answer is sought among.</summary>
    public const int MostCandidates = 2048;

    private readonly SequenceData _data;
    private readonly float _dropout;
    private readonly int _dimension;
    private readonly Random _random;
    private readonly double[] _chances;
    private readonly int[] _places;
    private readonly long[] _candidates;
    private readonly float[] _logChances;
    private readonly int[] _row = new int[SequenceModule.Length + 1];
    private long[] _items = [], _at = [], _targets = [];
    private float[] _keep = [], _keepLast = [];
    private byte[] _noise = [];
    private int _candidateCount;

    /// <param name="data">The sequences.</param>
    /// <param name="dimension">Size of the vectors.</param>
    /// <param name="dropout">Share of numbers that a step does without.</param>
    /// <param name="random">Draws candidates and what is left out.</param>
    public SequenceBatch(SequenceData data, int dimension, float dropout, Random random)
    {
        (_data, _dimension, _dropout, _random) = (data, dimension, dropout, random);
        double total = Math.Max(1, data.Popularity.Sum(count => (double)count));
        _chances = Array.ConvertAll(data.Popularity, count => count / total);
        _places = new int[data.Products];
        int most = Math.Min(data.Products, MostCandidates);
        (_candidates, _logChances) = (new long[most], new float[most]);
    }

    /// <summary>Positions of one step: of little data few, so that there are steps enough.</summary>
    public int Positions => (int)Math.Clamp(_data.Positions / 128, 128, MostCandidates / 2);

    /// <summary>Makes the inputs of the loss.</summary>
    public TorchInput[] Make(ReadOnlySpan<SequencePart> parts)
    {
        int length = 0;
        foreach (var part in parts) length = Math.Max(length, part.Positions);
        int places = parts.Length * length, count = FillItems(parts, length);
        FillCandidates(count);
        FillKeep(ref _keep, places * _dimension);
        FillKeep(ref _keepLast, places * _dimension);
        return
        [
            TorchInput.FromInt64(_items.AsMemory(0, places), parts.Length, length),
            TorchInput.FromInt64(SequencePlaces.Positions(length), length),
            TorchInput.FromFloats(SequencePlaces.Order(length), length, length),
            TorchInput.FromFloats(_keep.AsMemory(0, places * _dimension), parts.Length, length, _dimension),
            TorchInput.FromFloats(_keepLast.AsMemory(0, places * _dimension), parts.Length, length, _dimension),
            TorchInput.FromInt64(_at.AsMemory(0, count), count),
            TorchInput.FromInt64(_candidates.AsMemory(0, _candidateCount), _candidateCount),
            TorchInput.FromFloats(_logChances.AsMemory(0, _candidateCount), _candidateCount),
            TorchInput.FromInt64(_targets.AsMemory(0, count), count),
        ];
    }

    private int FillItems(ReadOnlySpan<SequencePart> parts, int length)
    {
        int places = parts.Length * length, count = 0;
        if (_items.Length < places) (_items, _at, _targets) = (new long[places], new long[places], new long[places]);
        _items.AsSpan(0, places).Fill(_data.Products);
        for (int p = 0; p < parts.Length; p++)
        {
            int products = _data.Fill(parts[p], _random, _row), first = ((p + 1) * length) - (products - 1);
            for (int i = 0; i < products - 1; i++)
            {
                _items[first + i] = _row[i];
                if (parts[p].Start + i + 1 < parts[p].From) continue;
                _at[count] = first + i;
                _targets[count++] = _row[i + 1];
            }
        }
        return count;
    }

    // Answers become places among the candidates.
    private void FillCandidates(int count)
    {
        _candidateCount = 0;
        Array.Clear(_places);
        bool all = _data.Products <= MostCandidates;
        if (all)
            for (int item = 0; item < _data.Products; item++) Offer(item);
        for (int i = 0; i < count; i++) Offer((int)_targets[i]);
        int drawn = _candidates.Length - _candidateCount;
        while (_candidateCount < _candidates.Length) Offer(_random.Next(_data.Products));
        for (int i = 0; i < count; i++) _targets[i] = _places[_targets[i]] - 1;
        for (int i = 0; i < _candidateCount; i++)
        {
            // Neither among the answers nor drawn.
            double away = Math.Pow(1 - _chances[_candidates[i]], count) * (1 - ((double)drawn / _data.Products));
            _logChances[i] = all ? 0 : (float)Math.Log(Math.Max(1 - away, 1e-9));
        }
    }

    private void Offer(int item)
    {
        if (_places[item] > 0) return;
        _candidates[_candidateCount++] = item;
        _places[item] = _candidateCount;
    }

    private void FillKeep(ref float[] keep, int count)
    {
        if (keep.Length < count) keep = new float[count];
        if (_noise.Length < count) _noise = new byte[count];
        _random.NextBytes(_noise.AsSpan(0, count));
        int least = (int)(_dropout * 256);
        float kept = 256f / (256 - least);
        for (int i = 0; i < count; i++) keep[i] = _noise[i] >= least ? kept : 0;
    }
}
