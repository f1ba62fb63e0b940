namespace Recsys.Snapshots.Session;

/// <summary>How sessions of the past are weighed; chosen on the data by training.</summary>
/// <param name="HalfLifeDays">Age in days at which a session of the past counts half, above 0.</param>
/// <param name="Decay">What each earlier occasion of the customer counts against the one after it, in (0, 1].</param>
/// <param name="RarityPower">Power of a product's rarity in its score, in [0, 4]: 0 lets the popular win.</param>
public sealed record SessionSettings(float HalfLifeDays, float Decay, float RarityPower)
{
    internal void Validate()
    {
        if (HalfLifeDays is not (> 0 and <= 1e6f) || Decay is not (> 0 and <= 1) || RarityPower is not (>= 0 and <= 4))
            throw new InvalidDataException("The settings of sessions are out of range.");
    }
}
