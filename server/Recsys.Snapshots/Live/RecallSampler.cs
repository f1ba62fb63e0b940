using Recsys.VectorIndex;

namespace Recsys.Snapshots.Live;

/// <summary>
/// Compares searches for what live traffic looks for with exact ones now and then: once a second at most, and so that
/// exact searches, which compare every product, take a hundredth of one processor at most, a millisecond or so at a
/// time. What a request's filters turn away is left out of it: the index is searched without them, for as many
/// products, and finds no more with them. Thread-safe.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="options">Clock and alarm.</param>
internal sealed class RecallSampler(ListIndex index, LiveOptions options)
{
    private const int Kept = 32;
    private const int LeastForAlarm = 8;
    private const int RestFactor = 100, SliceRestFactor = 10;
    private const int Slice = 1 << 14;
    // What recall may fall below its target before that is told, where no alarm is set.
    private const double Allowance = 0.02;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly double[] _latest = new double[Kept];
    private int _taken;
    private long _due;
    private int _busy;
    private bool _low;

    /// <summary>Part of the true best that searches found, over the latest samples; null before the first.</summary>
    public double? Recall
    {
        get
        {
            lock (_gate) return Average();
        }
    }

    /// <summary>Recall below which an alarm is raised; null for an index of which no target is known.</summary>
    public double? Alarm { get; } = options.RecallAlarm ?? index.Probes?.Target - Allowance;

    /// <summary>Ends with the sample that was begun last.</summary>
    public Task Sampling { get; private set; } = Task.CompletedTask;

    /// <summary>Whether a sample is due; then it is to be begun.</summary>
    public bool TryBegin() =>
        options.Time.GetTimestamp() >= Volatile.Read(ref _due) && Interlocked.CompareExchange(ref _busy, 1, 0) == 0;

    /// <summary>Begins a sample, which goes on beside the search.</summary>
    /// <param name="query">What was looked for.</param>
    /// <param name="wanted">How many were wanted, above 0.</param>
    public void Begin(ReadOnlySpan<float> query, int wanted)
    {
        float[] vector = query.ToArray();
        Sampling = Task.Run(() => MeasureAsync(vector, wanted));
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

    private async Task MeasureAsync(float[] query, int wanted)
    {
        var busy = TimeSpan.Zero;
        try
        {
            var rows = new int[wanted];
            var (found, best) = (new float[wanted], new float[wanted]);
            // Both see the same moment of the index, but for a change that comes in between.
            var exact = index.SearchExactly(query, wanted);
            int foundCount = index.Search(query, rows, found);
            while (true)
            {
                long began = options.Time.GetTimestamp();
                bool more = exact.Continue(Slice);
                var took = options.Time.GetElapsedTime(began);
                busy += took;
                if (!more) break;
                // Requests get the processor.
                if (took > TimeSpan.Zero) await Task.Delay(took * SliceRestFactor, options.Time);
            }
            int count = exact.Finish(rows, best);
            if (count > 0) Add(RecallOf(found.AsSpan(0, foundCount), best.AsSpan(0, count)));
        }
        catch (Exception error)
        {
            // Nobody waits for a sample: the search it goes along with was answered. What failed is told by the metric.
            LiveTelemetry.Failures.Add(1, new KeyValuePair<string, object?>("error", error.GetType().Name));
        }
        finally
        {
            var rest = busy * RestFactor;
            rest = rest > Interval ? rest : Interval;
            Volatile.Write(
                ref _due, options.Time.GetTimestamp() + (long)(rest.TotalSeconds * options.Time.TimestampFrequency));
            Volatile.Write(ref _busy, 0);
        }
    }

    private void Add(double recall)
    {
        double average;
        bool raised;
        lock (_gate)
        {
            _latest[_taken++ % Kept] = recall;
            average = Average()!.Value;
            bool low = _taken >= LeastForAlarm && average < Alarm;
            raised = low && !_low;
            _low = low;
        }
        LiveTelemetry.Recall.Record(average);
        if (!raised) return;
        LiveTelemetry.RecallAlarms.Add(1);
        options.RecallLow(average, Alarm!.Value);
    }

    private double? Average()
    {
        int count = Math.Min(_taken, Kept);
        if (count == 0) return null;
        double sum = 0;
        foreach (double recall in _latest.AsSpan(0, count)) sum += recall;
        return sum / count;
    }
}
