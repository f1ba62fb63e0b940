namespace Recsys.Training.Evidence;

/// <summary>
/// How strongly each signal of an interaction weighs it as evidence (<see cref="EvidenceWeights"/>): 0 not at all, 1 as
/// it is, between them less.
/// </summary>
/// <param name="Type">What was done: a purchase says more than a view.</param>
/// <param name="Rating">Ratings, against what the customer rates.</param>
/// <param name="Dwell">Time spent, against what the product takes others.</param>
/// <param name="Quantity">Units, against what the product is sold in.</param>
/// <param name="Value">The strength that interactions other than ratings were given.</param>
internal readonly record struct SignalExponents(
    double Type = 0, double Rating = 0, double Dwell = 0, double Quantity = 0, double Value = 0)
{
    /// <summary>Every interaction counts alike.</summary>
    public static SignalExponents None => default;

    /// <summary>The exponent of a signal.</summary>
    public double Of(Signal signal) => signal switch
    {
        Signal.Type => Type,
        Signal.Rating => Rating,
        Signal.Dwell => Dwell,
        Signal.Quantity => Quantity,
        _ => Value,
    };

    /// <summary>The same with another exponent of a signal.</summary>
    public SignalExponents With(Signal signal, double exponent) => signal switch
    {
        Signal.Type => this with { Type = exponent },
        Signal.Rating => this with { Rating = exponent },
        Signal.Dwell => this with { Dwell = exponent },
        Signal.Quantity => this with { Quantity = exponent },
        _ => this with { Value = exponent },
    };
}
