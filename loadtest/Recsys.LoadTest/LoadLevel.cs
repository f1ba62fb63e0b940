using System.Globalization;

namespace Recsys.LoadTest;

/// <summary>How much load: a rate, or a part of the highest rate that was found to hold a target.</summary>
/// <param name="Value">Requests a second, or the part: 0.5 is half load.</param>
/// <param name="IsFraction">Whether it is a part.</param>
public readonly record struct LoadLevel(double Value, bool IsFraction)
{
    /// <summary>Half of the highest rate: what latency targets speak of.</summary>
    public static LoadLevel Half { get; } = new(0.5, true);

    /// <summary>Reads "400" or "50%".</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static LoadLevel Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string number = text.Trim();
        bool fraction = number.EndsWith('%');
        if (!double.TryParse(
            fraction ? number[..^1] : number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            throw new ArgumentException($"'{text}' is no load: write a rate such as 400, or a part such as 50%.");
        var level = new LoadLevel(fraction ? value / 100 : value, fraction);
        level.Check();
        return level;
    }

    /// <summary>Requests a second.</summary>
    /// <param name="maxRate">The highest rate found; null when none was looked for.</param>
    public double RateOf(double? maxRate) => IsFraction
        ? Value * (maxRate ?? throw new InvalidOperationException("A part of a rate that was not looked for."))
        : Value;

    internal void Check()
    {
        if (IsFraction ? Value is not (> 0 and <= 2) : Value is not (> 0 and <= Arrivals.ArrivalProfile.MaxRate))
            throw new ArgumentException("A load is a rate above 0 to 1000000, or a part above 0 to 200 %.");
    }
}
