namespace Recsys.LoadTest.Arrivals;

/// <summary>
/// How many requests a second are due at each moment of an open loop, as its integral and the integral's inverse: the
/// arrival that brings the count to <c>n</c> is due at <c>TimeOf(n)</c>. Evenly spaced arrivals are those of whole
/// counts; a Poisson process is the same time change of one of rate 1 (Çınlar, Introduction to Stochastic Processes).
/// </summary>
public abstract record ArrivalProfile
{
    /// <summary>The highest rate that any profile may reach, in requests a second.</summary>
    public const double MaxRate = 1_000_000;

    /// <summary>Requests due from the start to a time.</summary>
    /// <param name="seconds">The time, 0 or more.</param>
    public abstract double CountAt(double seconds);

    /// <summary>When so many requests were due.</summary>
    /// <param name="count">The count, 0 or more.</param>
    /// <returns>Seconds from the start; the smallest time that fits where several do.</returns>
    public abstract double TimeOf(double count);

    /// <summary>The profile in words, for reports.</summary>
    public abstract string Describe();

    /// <summary>Refuses values out of bounds.</summary>
    /// <exception cref="ArgumentException">Names the value and its bounds.</exception>
    public abstract void Check();

    /// <summary>Refuses a rate out of bounds.</summary>
    /// <exception cref="ArgumentException">It is not above 0, or above <see cref="MaxRate"/>.</exception>
    protected static void CheckRate(double rate)
    {
        if (rate is not (> 0 and <= MaxRate))
            throw new ArgumentException($"The rate is above 0 to {MaxRate:0} requests a second.");
    }

    /// <summary>Refuses a length of time out of bounds.</summary>
    /// <exception cref="ArgumentException">It is not above 0, or above an hour.</exception>
    protected static void CheckLength(double seconds, string what)
    {
        if (seconds is not (> 0 and <= 3600)) throw new ArgumentException($"{what} is above 0 to 3600 seconds.");
    }
}
