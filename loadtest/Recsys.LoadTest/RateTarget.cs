using System.Globalization;

namespace Recsys.LoadTest;

/// <summary>What a rate has to hold to count: a percentile of the latency within a limit.</summary>
/// <param name="Quantile">The part of calls, above 0 to 1, for example 0.99.</param>
/// <param name="Limit">The latency that this part does not exceed, above 0 to 10 minutes.</param>
public sealed record RateTarget(double Quantile, TimeSpan Limit)
{
    /// <summary>Reads for example "p99=20ms", "p99.9=1s" or "p50=800us".</summary>
    /// <exception cref="ArgumentException">It is not of that form.</exception>
    public static RateTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var wrong = new ArgumentException($"'{text}' is no target: write a percentile and a limit such as p99=20ms.");
        string[] parts = text.Split('=', StringSplitOptions.TrimEntries);
        if (parts is not [['p' or 'P', .. var percentile], var limit]) throw wrong;
        var (digits, unitMs) = limit switch
        {
            [.. var number, 'u', 's'] => (number, 0.001),
            [.. var number, 'm', 's'] => (number, 1.0),
            [.. var number, 's'] => (number, 1000.0),
            _ => throw wrong,
        };
        if (!TryNumber(percentile, out double percent) || !TryNumber(digits, out double value)) throw wrong;
        if (percent is not (> 0 and <= 100) || value * unitMs is not (> 0 and <= 600_000))
            throw new ArgumentException("A target's percentile is above 0 to 100, its limit above 0 to 10 minutes.");
        return new RateTarget(percent / 100, TimeSpan.FromMilliseconds(value * unitMs));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"p{Quantile * 100:0.####} ≤ {Limit.TotalMilliseconds:0.###} ms");

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
