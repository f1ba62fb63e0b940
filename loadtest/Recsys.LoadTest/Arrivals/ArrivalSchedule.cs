namespace Recsys.LoadTest.Arrivals;

/// <summary>
/// The times at which requests are due, one after the other: a function of the profile, the spacing and the seed alone,
/// never of what the server does.
/// </summary>
/// <param name="profile">The rate at each moment.</param>
/// <param name="spacing">How requests follow one another at that rate.</param>
/// <param name="seed">Seed of the random gaps.</param>
internal sealed class ArrivalSchedule(ArrivalProfile profile, ArrivalSpacing spacing, ulong seed) : IArrivals
{
    private readonly CounterRandom _random = new(seed ^ 0xA2217E5CED);
    private long _number;
    private double _count;

    /// <inheritdoc/>
    public bool TryNextNs(out long dueNs)
    {
        // Evenly spaced, the first is due at once; in a Poisson process it too waits for an exponential gap.
        double at = spacing == ArrivalSpacing.Even ? _number : (_count -= Math.Log(1 - _random.Uniform(_number)));
        _number++;
        double seconds = profile.TimeOf(at);
        dueNs = seconds < 1e9 ? (long)(seconds * 1e9) : long.MaxValue;
        return true;
    }
}
