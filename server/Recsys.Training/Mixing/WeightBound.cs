namespace Recsys.Training.Mixing;

/// <summary>What a weight may be.</summary>
internal enum WeightBound
{
    /// <summary>Any number.</summary>
    Free,

    /// <summary>0 or above.</summary>
    NotBelowZero,

    /// <summary>What it is at the start.</summary>
    Held,
}
