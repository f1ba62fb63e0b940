namespace Recsys.Pipeline.Features;

/// <summary>
/// Fits a target encoding, and one per fold from the other folds' examples: an example in training is encoded without
/// its own label, or the ranker would learn to read labels off the encoding.
/// </summary>
public sealed class TargetEncodingFitter
{
    private readonly int _ids;
    private readonly int _folds;
    private readonly double _smoothing;
    private readonly double[] _labels;
    private readonly double[] _counts;

    /// <summary>Makes a fitter.</summary>
    /// <param name="ids">Ids, the unknown bucket included.</param>
    /// <param name="folds">Folds, at least 2.</param>
    /// <param name="smoothing">Examples the prior counts for, above 0.</param>
    public TargetEncodingFitter(int ids, int folds, double smoothing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ids, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(smoothing, 0);
        _ids = ids;
        _folds = folds;
        _smoothing = smoothing;
        _labels = new double[ids * folds];
        _counts = new double[ids * folds];
    }

    /// <summary>Takes an example into account.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="fold">Its fold, by user, so that one user's examples are all in one.</param>
    /// <param name="label">Its label in [0, 1].</param>
    public void Add(int id, int fold, float label)
    {
        int at = (fold * _ids) + id;
        _labels[at] += label;
        _counts[at]++;
    }

    /// <summary>The encoding from all examples, for serving.</summary>
    public TargetEncoding Fit() => Encode(without: -1);

    /// <summary>The encoding for the examples of one fold, from all others.</summary>
    public TargetEncoding FitWithout(int fold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fold);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fold, _folds);
        return Encode(fold);
    }

    private TargetEncoding Encode(int without)
    {
        var labels = new double[_ids];
        var counts = new double[_ids];
        for (int fold = 0; fold < _folds; fold++)
        {
            if (fold == without) continue;
            for (int id = 0; id < _ids; id++)
            {
                labels[id] += _labels[(fold * _ids) + id];
                counts[id] += _counts[(fold * _ids) + id];
            }
        }
        double all = counts.Sum();
        double prior = all > 0 ? labels.Sum() / all : 0;
        var values = new float[_ids];
        values[0] = (float)prior;
        for (int id = 1; id < _ids; id++)
            values[id] = (float)((labels[id] + (_smoothing * prior)) / (counts[id] + _smoothing));
        return new TargetEncoding(values);
    }
}
