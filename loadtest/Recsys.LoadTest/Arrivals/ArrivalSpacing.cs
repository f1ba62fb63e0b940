namespace Recsys.LoadTest.Arrivals;

/// <summary>How requests follow one another at the rate that a profile says.</summary>
public enum ArrivalSpacing
{
    /// <summary>Evenly: at a constant rate the gaps are all alike. The mildest load there is at this rate.</summary>
    Even,

    /// <summary>
    /// As a Poisson process, the way independent people come: gaps are exponential, and now and then many come at once.
    /// </summary>
    Poisson,
}
