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

    // A list that takes long to make is made less often, so that it takes 2 % of a processor at most, and by parts of
    // about a millisecond with rests between them: millions of products at once would keep a processor from requests
    // for as long as hundreds of them take.
    private const int RestFactor = 50, PartRestFactor = 5;
    private const int PartRows = 1 << 14;

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
                Making = Task.Run(TryMakeAsync);
            return Volatile.Read(ref _rows);
        }
    }

    /// <summary>Ends with the list whose making was begun last.</summary>
    internal Task Making { get; private set; } = Task.CompletedTask;

    // Nobody waits for it. The list there is serves on, and the next request does not try at once.
    private async Task TryMakeAsync()
    {
        try
        {
            await MakeAsync();
        }
        catch (Exception error)
        {
            LiveTelemetry.Failures.Add(1, new KeyValuePair<string, object?>("error", error.GetType().Name));
            RestFor(MinAge);
        }
        finally
        {
            Volatile.Write(ref _making, 0);
        }
    }

    private async Task MakeAsync()
    {
        var (positions, scores) = (new long[MaxLength], new float[MaxLength]);
        long nowMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        int count = Math.Min(_activity.Rows, _products.Count), found = 0;
        var busy = TimeSpan.Zero;
        for (int row = 0; row < count; row += PartRows)
        {
            long began = _time.GetTimestamp();
            found = Offer(row, Math.Min(row + PartRows, count), nowMs, positions, scores, found);
            var took = _time.GetElapsedTime(began);
            busy += took;
            if (row + PartRows < count && took > TimeSpan.Zero) await Task.Delay(took * PartRestFactor, _time);
        }
        found = new TopScores(positions, scores, found).Finish();
        var rows = new int[found];
        for (int i = 0; i < found; i++) rows[i] = (int)positions[i];
        Volatile.Write(ref _rows, rows);
        RestFor(busy * RestFactor);
    }

    private void RestFor(TimeSpan rest)
    {
        rest = rest > MinAge ? rest : MinAge;
        Volatile.Write(ref _dueAt, _time.GetTimestamp() + (long)(rest.TotalSeconds * _time.TimestampFrequency));
    }

    // Takes some rows into account; returns how many are among the best then.
    private int Offer(int from, int to, long nowMs, long[] positions, float[] scores, int found)
    {
        var best = new TopScores(positions, scores, found);
        for (int row = from; row < to; row++)
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
        return best.Count;
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
