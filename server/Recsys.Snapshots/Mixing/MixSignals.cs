using System.Buffers;
using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.Mixing;

/// <summary>
/// What sources and features say of a request's candidates, as numbers that can be weighed against each other
/// whichever source they come from. Signals, by name:
/// <list type="bullet">
/// <item><c>retrieval</c>: ln of the merged retrieval score, less its mean.</item>
/// <item><c>S.standard</c>, for each source S that can score (<see cref="ICandidateSource.TryScore"/>): how far its
/// score is from the mean, in standard deviations, within ±<see cref="Farthest"/>.</item>
/// <item><c>S.log</c>: ln(score / best score + <see cref="LeastPart"/>), less its mean, for scores above 0.</item>
/// <item><c>item_decayed_60d</c> and <c>item_interactions</c>, how popular the product is and was, as the models read
/// them: they tell a window of a month from a season. What else the ranker reads of products it weighs itself, and
/// weights for it that fit one window did not fit the next.</item>
/// </list>
/// Means and bests are those of the request's candidates. A product of which a source knows nothing stands with its
/// lowest; a source that has nothing to say, or failed, says 0 of all.
/// </summary>
public sealed class MixSignals
{
    /// <summary>Most standard deviations that a score counts.</summary>
    public const float Farthest = 5;

    /// <summary>Bounds the logarithm of a score of nothing.</summary>
    public const float LeastPart = 0.01f;

    private const string LogSuffix = ".log";

    private static readonly string[] Products = ["item_decayed_60d", "item_interactions"];

    private static readonly int[] Columns =
        [.. Products.Select(name => FeatureSchema.IndexOf(FeatureSchema.ItemDense, name))];

    private readonly IReadOnlyList<WeightedSource> _sources;
    private readonly Func<RecommendationContext, ItemColumns>? _items;
    private readonly string[] _names;

    /// <summary>The signals of a pipeline.</summary>
    /// <param name="sources">Its sources, in its order.</param>
    /// <param name="items">The products' features as a request sees them; null leaves their signals out.</param>
    public MixSignals(IReadOnlyList<WeightedSource> sources, Func<RecommendationContext, ItemColumns>? items)
    {
        ArgumentNullException.ThrowIfNull(sources);
        (_sources, _items) = (sources, items);
        _names =
        [
            MixWeights.Retrieval,
            .. sources.SelectMany(one => (string[])[StandardOf(one.Source.Name), LogOf(one.Source.Name)]),
            .. items is null ? [] : Products,
        ];
    }

    /// <summary>The signals of other sources beside the same products.</summary>
    /// <param name="sources">The sources of a pipeline, in its order.</param>
    public MixSignals Of(IReadOnlyList<WeightedSource> sources) => new(sources, _items);

    /// <summary>Whether a signal is a number of the product, and no source's word.</summary>
    /// <param name="name">Name of a signal.</param>
    public static bool IsOfProduct(string name) => Products.Contains(name);

    /// <summary>
    /// Whether a signal keeps a source's whole order of scores above 0, or that of all sources merged: of scores far
    /// above the others the logarithm tells which is highest, standard deviations do not (<see cref="Farthest"/>).
    /// </summary>
    /// <param name="name">Name of a signal.</param>
    public static bool IsWholeOrder(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name == MixWeights.Retrieval || name.EndsWith(LogSuffix, StringComparison.Ordinal);
    }

    /// <summary>Name of the signal that tells a source's score in standard deviations.</summary>
    public static string StandardOf(string source) => $"{source}.standard";

    /// <summary>Name of the signal that tells a source's score by its logarithm.</summary>
    public static string LogOf(string source) => source + LogSuffix;

    /// <summary>Whether a signal is a source's.</summary>
    /// <param name="name">Name of the signal.</param>
    /// <param name="source">Name of the source.</param>
    public static bool IsOfSource(string name, string source) => name == StandardOf(source) || name == LogOf(source);

    /// <summary>Names of the signals, in the order of weights and columns.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Weights in the order of <see cref="Names"/>; what this pipeline has not is left out.</summary>
    public float[] InOrder(MixWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return Array.ConvertAll(_names, name => weights.Signals.GetValueOrDefault(name));
    }

    /// <summary>Fills Σ weight · signal.</summary>
    /// <param name="context">The request.</param>
    /// <param name="rows">Catalogue rows of the candidates.</param>
    /// <param name="retrieval">Their merged retrieval scores in [0, 1].</param>
    /// <param name="weights">In the order of <see cref="Names"/>; what weighs 0 is not computed.</param>
    /// <param name="sums">One for each candidate.</param>
    public void Sum(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrieval,
        ReadOnlySpan<float> weights, Span<float> sums)
    {
        ArgumentNullException.ThrowIfNull(context);
        sums.Clear();
        if (weights[0] != 0) SignalMath.AddLog(retrieval, SignalMath.Smallest, weights[0], sums);
        float[] pooled = ArrayPool<float>.Shared.Rent(rows.Length);
        var said = pooled.AsSpan(0, rows.Length);
        for (int i = 0; i < _sources.Count; i++)
        {
            var (standard, log) = (weights[1 + (2 * i)], weights[2 + (2 * i)]);
            if (standard == 0 && log == 0 || !TrySay(i, context, rows, said)) continue;
            SignalMath.Add(said, standard, log, sums);
        }
        ArrayPool<float>.Shared.Return(pooled);
        AddProducts(context, rows, weights[(1 + (2 * _sources.Count))..], sums);
    }

    /// <summary>Fills every signal by itself, as <see cref="Sum"/> does for a weight of 1.</summary>
    /// <param name="context">The request.</param>
    /// <param name="rows">Catalogue rows of the candidates.</param>
    /// <param name="retrieval">Their merged retrieval scores in [0, 1].</param>
    /// <param name="signals">In the order of <see cref="Names"/>, each of all candidates.</param>
    public void Fill(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrieval, Span<float> signals)
    {
        ArgumentNullException.ThrowIfNull(context);
        int count = rows.Length;
        signals.Clear();
        SignalMath.AddLog(retrieval, SignalMath.Smallest, 1, signals[..count]);
        var said = new float[count];
        for (int i = 0; i < _sources.Count; i++)
        {
            if (!TrySay(i, context, rows, said)) continue;
            var both = signals.Slice((1 + (2 * i)) * count, 2 * count);
            SignalMath.Add(said, 1, both[..count], 1, both[count..]);
        }
        if (_items is null) return;
        var weights = new float[Products.Length];
        for (int c = 0; c < Products.Length; c++)
        {
            weights.AsSpan().Clear();
            weights[c] = 1;
            AddProducts(context, rows, weights, signals.Slice((1 + (2 * _sources.Count) + c) * count, count));
        }
    }

    private bool TrySay(int source, RecommendationContext context, ReadOnlySpan<int> rows, Span<float> said)
    {
        var asked = _sources[source].Source;
        return !context.HasFailed(source) && asked.AppliesTo(context) && asked.TryScore(context, rows, said);
    }

    private void AddProducts(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, Span<float> sums)
    {
        if (_items is null || !weights.ContainsAnyExcept(0f)) return;
        var items = _items(context);
        for (int i = 0; i < rows.Length; i++)
        {
            // A row beyond the columns came between the two looks at what there is.
            if ((uint)rows[i] >= (uint)items.Rows) continue;
            var numbers = items.Dense(rows[i]);
            float sum = 0;
            for (int c = 0; c < weights.Length; c++) sum += weights[c] * numbers[Columns[c]];
            sums[i] += float.IsFinite(sum) ? sum : 0;
        }
    }
}
