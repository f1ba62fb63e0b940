namespace Recsys.Pipeline.Ordering;

/// <summary>The promotion rule: <c>1.0 if promoted and score ≥ threshold, else the score</c>.</summary>
public static class PromotionRule
{
    /// <summary>The score after the rule.</summary>
    public static float Apply(float score, bool promoted, float threshold) =>
        promoted && score >= threshold ? 1.0f : score;
}
