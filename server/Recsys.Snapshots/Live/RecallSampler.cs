namespace Recsys.Snapshots.Live;

/// <summary>
/// Compares a search of live traffic with an exact one now and then: once a second at most, and so that exact searches,
/// which look into every list of the index, take a hundredth of one processor at most. Thread-safe.
/// </summary>
internal sealed class RecallSampler(TimeProvider time)
{
    private const int Kept = 32;
    private const int RestFactor = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly double[] _latest = new double[Kept];
    private int _taken;
    private long _due;
    private int _busy;

    /// <summary>Part of the true best that searches found, over the latest samples; null before the first.</summary>
    public double? Recall
    {
        get
        {
            lock (_gate)
            {
                int count = Math.Min(_taken, Kept);
                return count == 0 ? null : _latest.AsSpan(0, count).ToArray().Average();
            }
        }
    }

    /// <summary>Ends with the sample that was begun last.</summary>
    public Task Sampling { get; private set; } = Task.CompletedTask;

    /// <summary>Whether a sample is due; then it is to be begun.</summary>
    public bool TryBegin() =>
        time.GetTimestamp() >= Volatile.Read(ref _due) && Interlocked.CompareExchange(ref _busy, 1, 0) == 0;

    /// <summary>Begins a sample, which goes on beside the search.</summary>
    /// <param name="index">The index, held by the search.</param>
    /// <param name="query">What was looked for.</param>
    /// <param name="found">Scores of what was found, best first.</param>
    /// <param name="wanted">How many were wanted, above 0.</param>
    public void Begin(SharedIndex index, ReadOnlySpan<float> query, ReadOnlySpan<float> found, int wanted)
    {
        float[] vector = query.ToArray(), scores = found.ToArray();
        // Held already, so that it cannot fail.
        index.TryHold();
        Sampling = Task.Run(() => Measure(index, vector, scores, wanted));
    }

    /// <summary>Part of the best scores that are among those found.</summary>
    /// <param name="found">Scores found, best first.</param>
    /// <param name="best">The best scores there are, best first; at least one.</param>
    public static double RecallOf(ReadOnlySpan<float> found, ReadOnlySpan<float> best)
    {
        // By score, not by id: of equal ones any is as good.
        int hits = 0;
        while (hits < found.Length && hits < best.Length && found[hits] >= best[^1]) hits++;
        return (double)hits / best.Length;
    }

    private void Measure(SharedIndex index, float[] query, float[] found, int wanted)
    {
        long began = time.GetTimestamp();
        try
        {
            float[] best = new float[wanted];
            int count = index.Index.Search(query, index.Index.Lists, new long[wanted], best);
            if (count > 0) Add(RecallOf(found, best.AsSpan(0, count)));
        }
        catch (Exception error)
        {
            // Nobody waits for a sample: the search it goes along with was answered. What failed is told by the metric.
            LiveTelemetry.Failures.Add(1, new KeyValuePair<string, object?>("error", error.GetType().Name));
        }
        finally
        {
            index.Release();
            long now = time.GetTimestamp();
            long interval = (long)(Interval.TotalSeconds * time.TimestampFrequency);
            Volatile.Write(ref _due, now + Math.Max(interval, RestFactor * (now - began)));
            Volatile.Write(ref _busy, 0);
        }
    }

    private void Add(double recall)
    {
        lock (_gate) _latest[_taken++ % Kept] = recall;
    }
}
