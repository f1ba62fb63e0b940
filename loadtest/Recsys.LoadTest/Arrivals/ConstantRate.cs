using System.Globalization;

namespace Recsys.LoadTest.Arrivals;

/// <summary>The same rate all the time.</summary>
/// <param name="PerSecond">Requests a second, above 0 to <see cref="ArrivalProfile.MaxRate"/>.</param>
public sealed record ConstantRate(double PerSecond) : ArrivalProfile
{
    /// <inheritdoc/>
    public override double CountAt(double seconds) => PerSecond * seconds;

    /// <inheritdoc/>
    public override double TimeOf(double count) => count / PerSecond;

    /// <inheritdoc/>
    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:0.##} requests/s");

    /// <inheritdoc/>
    public override void Check() => CheckRate(PerSecond);
}
