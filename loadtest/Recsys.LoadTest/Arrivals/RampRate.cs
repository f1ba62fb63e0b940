using System.Globalization;

namespace Recsys.LoadTest.Arrivals;

/// <summary>A rate that goes from one value to another in a straight line, and stays there.</summary>
/// <param name="From">Requests a second at the start, above 0 to <see cref="ArrivalProfile.MaxRate"/>.</param>
/// <param name="To">Requests a second at the end, in the same bounds.</param>
/// <param name="Seconds">How long it takes, above 0 to 3,600 s.</param>
public sealed record RampRate(double From, double To, double Seconds) : ArrivalProfile
{
    private double Slope => (To - From) / Seconds;

    /// <inheritdoc/>
    public override double CountAt(double seconds)
    {
        double within = Math.Min(seconds, Seconds);
        return (From + Slope * within / 2) * within + To * (seconds - within);
    }

    /// <inheritdoc/>
    public override double TimeOf(double count)
    {
        double whole = CountAt(Seconds);
        if (count >= whole) return Seconds + (count - whole) / To;
        // The root of From·t + Slope·t²/2 = count, in the form that does not cancel and holds for a slope of 0.
        return 2 * count / (From + Math.Sqrt(Math.Max(From * From + 2 * Slope * count, 0)));
    }

    /// <inheritdoc/>
    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"ramp from {From:0.##} to {To:0.##} requests/s in {Seconds:0.##} s");

    /// <inheritdoc/>
    public override void Check()
    {
        CheckRate(From);
        CheckRate(To);
        CheckLength(Seconds, "A ramp");
    }
}
