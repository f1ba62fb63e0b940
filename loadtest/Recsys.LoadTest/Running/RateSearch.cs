using System.Globalization;

namespace Recsys.LoadTest.Running;

/// <summary>
/// Looks for the highest rate that holds a target: doubles the rate until one fails, then halves the gap between the
/// highest that held and the lowest that failed. A rate that fails is tried once more, since one hiccup of the machine
/// is not the server's; it fails when it fails twice.
/// </summary>
/// <param name="target">What a rate has to hold.</param>
/// <param name="options">Bounds of the search.</param>
/// <param name="measure">Measures one rate, with a warm-up.</param>
internal sealed class RateSearch(
    RateTarget target, RateSearchOptions options, Func<double, CancellationToken, Task<StepResult>> measure)
{
    // An open loop that falls behind answers less than is due; the edges of a short step take a little off, too.
    private const double LeastAnswered = 0.95;
    private readonly List<RateTry> _tries = [];

    /// <summary>Searches.</summary>
    public async Task<RateSearchResult> RunAsync(int candidateCount, int pageSize, CancellationToken cancellation)
    {
        double best = 0;
        double? worst = null;
        string decision = "";
        for (double rate = options.StartRate; decision.Length == 0; rate = Next(best, worst))
        {
            if (await HoldsAsync(rate, cancellation).ConfigureAwait(false)) best = rate;
            else worst = rate;
            decision = Decide(best, worst, cancellation);
        }
        return new RateSearchResult
        {
            CandidateCount = candidateCount,
            PageSize = pageSize,
            Target = target.ToString(),
            RatePerSecond = best,
            FailedAt = worst,
            Tries = _tries,
            Decision = decision,
        };
    }

    private double Next(double best, double? worst)
    {
        if (worst is not { } failed) return Math.Min(best * 2, options.MaxRate);
        // Without a rate that held, go down fast; between two, the geometric middle halves the gap as a ratio.
        return best == 0 ? failed / 4 : Math.Sqrt(best * failed);
    }

    private string Decide(double best, double? worst, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return "It was interrupted.";
        if (worst is { } failed && best > 0 && failed / best <= options.Precision)
        {
            return Invariant(
                $"{best:0.#} requests/s held and {failed:0.#} did not: closer than {options.Precision:0.##}×.");
        }
        if (best >= options.MaxRate) return Invariant($"{best:0.#} requests/s held, and no higher rate is tried.");
        if (best == 0 && worst < 1) return "Not even one request a second held the target.";
        return _tries.Count >= options.MaxTries
            ? Invariant($"{_tries.Count} rates were tried, as many as are allowed.")
            : "";
    }

    private async Task<bool> HoldsAsync(double rate, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < 2; attempt++)
        {
            var step = await measure(rate, cancellation).ConfigureAwait(false);
            var outcome = Judge(rate, step);
            _tries.Add(outcome);
            if (outcome.Held) return true;
            if (_tries.Count >= options.MaxTries || cancellation.IsCancellationRequested) break;
        }
        return false;
    }

    private RateTry Judge(double rate, StepResult step)
    {
        double ms = step.LatencyUs(target.Quantile) / 1000;
        string percentile = Invariant($"p{target.Quantile * 100:0.####} was {ms:0.###} ms");
        string? wrong = step switch
        {
            { Requests: 0 } => "no request came due",
            { NotSent: > 0 } => "so many requests waited that the generator reached its limit in flight",
            { FailureCount: > 0 } => Invariant($"{step.FailureCount} requests failed ({step.Failures.First().Key})"),
            _ when ms > target.Limit.TotalMilliseconds => percentile,
            _ when step.AnsweredPerSecond < LeastAnswered * step.Requests / options.TryLength.TotalSeconds =>
                Invariant($"only {step.AnsweredPerSecond:0.#} requests/s were answered"),
            _ => null,
        };
        return new RateTry(rate, wrong is null, ms, step.AnsweredPerSecond, wrong ?? percentile);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
