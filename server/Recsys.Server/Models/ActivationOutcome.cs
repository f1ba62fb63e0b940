namespace Recsys.Server.Models;

/// <summary>What became of a wish for another live version.</summary>
internal enum ActivationOutcome
{
    /// <summary>The version is live.</summary>
    Live,
    /// <summary>There is no such version.</summary>
    NotFound,
    /// <summary>It cannot be used.</summary>
    Refused,
    /// <summary>No version that can be used was live before.</summary>
    NoEarlier,
    /// <summary>Another version is live than was expected.</summary>
    Changed,
}
