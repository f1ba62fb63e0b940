using System.Numerics.Tensors;
using Recsys.Models.Fused;
using Recsys.Models.Sequence;
using Recsys.Pipeline;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.Sequence;

/// <summary>One request's chances of what comes next, by model row, computed once for all who ask.</summary>
internal sealed class SequenceState(FusedSequence model) : RequestState
{
    private const int Spare = 32;
    private readonly BestRows _best = new();
    private readonly int[] _products = new int[SequenceModule.Length];
    private readonly float[] _vector = new float[model.Dimension];
    private readonly float[] _chances = new float[model.Products];
    private readonly int[] _all = [.. Enumerable.Range(0, model.Products)];

    /// <summary>Whether the history names a product the model knows.</summary>
    public bool Known { get; private set; }

    /// <summary>Softmax over all products; not to be read where nothing is known.</summary>
    public ReadOnlySpan<float> Chances => _chances;

    public void Fill(UserHistory history, ModelRows rows)
    {
        int from = Read(history.Events.Span, rows);
        Known = from < _products.Length;
        if (!Known) return;
        model.Encode(_products.AsSpan(from), _vector);
        for (int product = 0; product < _chances.Length; product++)
            _chances[product] = ItemVectors.Dot(model.ItemVector(product), _vector);
        TensorPrimitives.SoftMax(_chances, _chances);
    }

    /// <summary>Keeps the likeliest of those that may be shown, best first.</summary>
    public int Take(RecommendationContext context, ModelRows rows, Span<int> found, Span<float> scores)
    {
        // What was bought last is what comes next, as far as the model knows.
        int spare = Spare + (context.Request.ExcludePurchased ? context.User.PurchasedRows.Count : 0);
        _best.Begin(_all, _chances);
        int kept = 0;
        while (kept < found.Length)
        {
            var ids = found[kept..];
            var chances = scores[kept..];
            int taken = _best.Take(ids, chances, spare), known = 0;
            if (taken == 0) break;
            for (int i = 0; i < taken; i++)
            {
                int row = rows.ToCatalogue(ids[i]);
                if (row < 0) continue;
                (ids[known], chances[known]) = (row, chances[i]);
                known++;
            }
            kept += context.Screen.Keep(ids[..known], chances[..known]);
        }
        return kept;
    }

    // From the back, as training does: looking at a product twice in a row is looking at it once.
    private int Read(ReadOnlySpan<HistoryEvent> events, ModelRows rows)
    {
        int at = _products.Length;
        for (int i = events.Length - 1; i >= 0 && at > 0; i--)
        {
            int product = rows.ToModel(events[i].ProductRow);
            if (product < 0 || InterestWeight.Of(events[i].Type) <= 0) continue;
            if (at < _products.Length && _products[at] == product) continue;
            _products[--at] = product;
        }
        return at;
    }
}
