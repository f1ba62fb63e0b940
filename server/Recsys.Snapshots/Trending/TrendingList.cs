using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.Live;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Trending;

/// <summary>
/// Products that are wanted more than they were: score = d · (d + 1) / (w / 7 + 1), d and w being interest halved for
/// every day and every 7 days of age, so that d and w / 7 are alike where interest is steady. Products of less than
/// <see cref="MinInterest"/> are left out. The list is made anew when it is asked for and older than
/// <see cref="MinAge"/>, beside the request, which takes the list there is. One for the server, whatever model is live.
/// </summary>
public sealed class TrendingList
{
    /// <summary>Most products of the list.</summary>
    public const int MaxLength = 500;

    /// <summary>Least interest of a day: half a purchase, one product in a cart, five views.</summary>
    public const double MinInterest = 0.5;

    /// <summary>Age at which the list is made anew.</summary>
    public static readonly TimeSpan MinAge = TimeSpan.FromSeconds(5);

    // A list that takes long to make is made less often, so that it takes 2 % of a processor at most.
    private const int RestFactor = 50;

    private static readonly (string Column, InteractionType Type)[] Kinds =
    [
        (OnlineFeatureNames.RecentViews, InteractionType.View),
        (OnlineFeatureNames.RecentClicks, InteractionType.Click),
        (OnlineFeatureNames.RecentCarts, InteractionType.AddToCart),
        (OnlineFeatureNames.RecentPurchases, InteractionType.Purchase),
    ];

    private readonly ProductActivity _activity;
    private readonly ProductColumns _products;
    private readonly TimeProvider _time;
    private readonly Signal[] _signals;
    private int[] _rows = [];
    private long _dueAt;
    private int _making;

    /// <summary>Begins with an empty list.</summary>
    /// <param name="activity">What is done with products, by catalogue row.</param>
    /// <param name="products">The catalogue.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The schema lacks what was done with products of late.</exception>
    public TrendingList(ProductActivity activity, ProductColumns products, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(products);
        ArgumentNullException.ThrowIfNull(time);
        (_activity, _products, _time) = (activity, products, time);
        _signals = [.. Kinds.Select(kind => Signal.Of(activity.Column(kind.Column), InterestWeight.Of(kind.Type)))];
        _dueAt = time.GetTimestamp();
    }

    /// <summary>Catalogue rows, best first; the making of a newer list begins where it is due.</summary>
    public ReadOnlySpan<int> Rows
    {
        get
        {
            if (_time.GetTimestamp() >= Volatile.Read(ref _dueAt) && Interlocked.Exchange(ref _making, 1) == 0)
                Task.Run(TryMake);
            return Volatile.Read(ref _rows);
        }
    }

    /// <summary>Makes the list anew, now.</summary>
    internal void Make()
    {
        try
        {
            long began = _time.GetTimestamp();
            Volatile.Write(ref _rows, Best(_time.GetUtcNow().ToUnixTimeMilliseconds()));
            var rest = _time.GetElapsedTime(began) * RestFactor;
            rest = rest > MinAge ? rest : MinAge;
            Volatile.Write(
                ref _dueAt, _time.GetTimestamp() + (long)(rest.TotalSeconds * _time.TimestampFrequency));
        }
        finally
        {
            Volatile.Write(ref _making, 0);
        }
    }

    // Nobody waits for it. The list there is serves on, and the next request does not try at once.
    private void TryMake()
    {
        try
        {
            Make();
        }
        catch (Exception error)
        {
            LiveTelemetry.Failures.Add(1, new KeyValuePair<string, object?>("error", error.GetType().Name));
            Volatile.Write(ref _dueAt, _time.GetTimestamp() + (long)(MinAge.TotalSeconds * _time.TimestampFrequency));
        }
    }

    private int[] Best(long nowMs)
    {
        var (positions, scores) = (new long[MaxLength], new float[MaxLength]);
        var best = new TopScores(positions, scores);
        int count = Math.Min(_activity.Rows, _products.Count);
        for (int row = 0; row < count; row++)
        {
            if (!_activity.Has(row) || _products.At(row).Deleted) continue;
            double day = 0, week = 0;
            foreach (var signal in _signals)
                day += signal.Weight * _activity.Decayed(signal.Column, signal.Day, row, nowMs);
            if (day < MinInterest) continue;
            foreach (var signal in _signals)
                week += signal.Weight * _activity.Decayed(signal.Column, signal.Week, row, nowMs);
            best.Offer(row, (float)(day * (day + 1) / (week / 7 + 1)));
        }
        int found = best.Finish();
        return [.. positions.AsSpan(0, found).ToArray().Select(row => (int)row)];
    }

    private sealed record Signal(ActivityColumn Column, float Weight, int Day, int Week)
    {
        public static Signal Of(ActivityColumn column, float weight) => new(
            column, weight, HalfLife(column, TimeSpan.FromDays(1)), HalfLife(column, TimeSpan.FromDays(7)));

        private static int HalfLife(ActivityColumn column, TimeSpan wanted)
        {
            for (int i = 0; i < column.Feature.HalfLives.Count; i++)
                if (column.Feature.HalfLives[i] == wanted) return i;
            throw new ArgumentException($"'{column.Feature.Name}' has no half-life of {wanted.TotalDays} days.");
        }
    }
}
