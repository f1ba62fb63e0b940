using System.Globalization;

namespace Recsys.LoadTest;

/// <summary>
/// Times of the server's stages, from what it tells with each answer in W3C Server-Timing syntax
/// (<c>retrieve;dur=0.412, total;dur=1.02</c>, milliseconds). Stages keep the order in which they were first told.
/// Not thread-safe.
/// </summary>
public sealed class StageTimes
{
    /// <summary>Different stages that are kept; a server that tells of more is told of with its first ones.</summary>
    public const int MaxStages = 32;

    private readonly List<(string Name, LatencyHistogram Times)> _stages = [];

    /// <summary>How many answers told their times.</summary>
    public long Answers { get; private set; }

    /// <summary>Records what came with one answer. What does not follow the syntax is passed over.</summary>
    /// <param name="serverTiming">The header's value.</param>
    public void Record(ReadOnlySpan<char> serverTiming)
    {
        bool any = false;
        foreach (var part in serverTiming.Split(','))
        {
            var metric = serverTiming[part];
            int end = metric.IndexOf(';');
            if (end < 0) continue;
            var name = metric[..end].Trim();
            if (!TryDuration(metric[(end + 1)..], out double ms) || TimesOf(name) is not { } times) continue;
            times.Record((long)(ms * 1e6));
            any = true;
        }
        if (any) Answers++;
    }

    /// <summary>Adds what another one holds.</summary>
    public void Add(StageTimes other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (name, times) in other._stages) TimesOf(name)?.Add(times);
        Answers += other.Answers;
    }

    /// <summary>The figures that reports show.</summary>
    public IReadOnlyList<StageSummary> Summarize() =>
        [.. _stages.Select(stage => new StageSummary(stage.Name, stage.Times.Summarize(), stage.Times.ToBuckets()))];

    private LatencyHistogram? TimesOf(ReadOnlySpan<char> name)
    {
        foreach (var (known, times) in _stages)
            if (name.SequenceEqual(known)) return times;
        if (name.Length is 0 or > 64 || _stages.Count == MaxStages) return null;
        _stages.Add((name.ToString(), new LatencyHistogram()));
        return _stages[^1].Times;
    }

    private static bool TryDuration(ReadOnlySpan<char> parameters, out double ms)
    {
        foreach (var part in parameters.Split(';'))
        {
            var parameter = parameters[part].Trim();
            if (!parameter.StartsWith("dur=", StringComparison.OrdinalIgnoreCase)) continue;
            return double.TryParse(
                parameter[4..].Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out ms)
                && ms is >= 0 and < 1e9;
        }
        ms = 0;
        return false;
    }
}
