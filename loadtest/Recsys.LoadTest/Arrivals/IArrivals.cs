namespace Recsys.LoadTest.Arrivals;

/// <summary>When the requests of an open loop are due, one after the other.</summary>
internal interface IArrivals
{
    /// <summary>The next request's time.</summary>
    /// <param name="dueNs">Nanoseconds from the start; never less than the one before.</param>
    /// <returns>False when there are no more.</returns>
    bool TryNextNs(out long dueNs);
}
