using Recsys.Pipeline.Features;

namespace Recsys.Synthetic;

/// <summary>Shape of a synthetic model's ranker.</summary>
public enum SyntheticRanker
{
    /// <summary>
    /// The DLRM of the published measurements (<see cref="RankerDescription.Reference"/>), as wide as the towers.
    /// </summary>
    Reference = 0,
    /// <summary>What <c>train</c> makes (<see cref="RankerDescription.Standard"/>).</summary>
    Standard = 1,
}
