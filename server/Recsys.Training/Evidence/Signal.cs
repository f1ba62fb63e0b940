namespace Recsys.Training.Evidence;

/// <summary>
/// What an interaction tells beside who met what, in the order in which it is learned whether it helps.
/// </summary>
internal enum Signal
{
    /// <summary>What was done.</summary>
    Type,

    /// <summary>How good the customer found it.</summary>
    Rating,

    /// <summary>Time spent.</summary>
    Dwell,

    /// <summary>Units.</summary>
    Quantity,

    /// <summary>The strength of an interaction that is no rating.</summary>
    Value,
}
