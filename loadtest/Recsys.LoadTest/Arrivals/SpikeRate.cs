using System.Globalization;

namespace Recsys.LoadTest.Arrivals;

/// <summary>A base rate with a spike at the end of every period.</summary>
/// <param name="Base">Requests a second between spikes, above 0 to <see cref="ArrivalProfile.MaxRate"/>.</param>
/// <param name="Peak">Requests a second in a spike, in the same bounds.</param>
/// <param name="Length">Seconds of a spike, above 0 and shorter than the period.</param>
/// <param name="Period">Seconds from one spike's end to the next one's, above 0 to 3,600.</param>
public sealed record SpikeRate(double Base, double Peak, double Length, double Period) : ArrivalProfile
{
    private double PerPeriod => Base * (Period - Length) + Peak * Length;

    /// <inheritdoc/>
    public override double CountAt(double seconds)
    {
        double whole = Math.Floor(seconds / Period);
        double within = seconds - whole * Period;
        double calm = Math.Min(within, Period - Length);
        return whole * PerPeriod + Base * calm + Peak * (within - calm);
    }

    /// <inheritdoc/>
    public override double TimeOf(double count)
    {
        double whole = Math.Floor(count / PerPeriod);
        double within = count - whole * PerPeriod;
        double calm = Math.Min(within, Base * (Period - Length));
        return whole * Period + calm / Base + (within - calm) / Peak;
    }

    /// <inheritdoc/>
    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Base:0.##} requests/s with spikes to {Peak:0.##} for {Length:0.##} s every {Period:0.##} s");

    /// <inheritdoc/>
    public override void Check()
    {
        CheckRate(Base);
        CheckRate(Peak);
        CheckLength(Period, "The period of spikes");
        if (!(Length > 0 && Length < Period))
            throw new ArgumentException("A spike's length is above 0 and shorter than its period.");
    }
}
