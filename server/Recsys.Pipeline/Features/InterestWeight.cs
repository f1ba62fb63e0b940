using Recsys.Pipeline.Interactions;

namespace Recsys.Pipeline.Features;

/// <summary>How much one interaction says about interest, against a purchase's 1.</summary>
public static class InterestWeight
{
    /// <summary>Weight of a type, in [0, 1].</summary>
    public static float Of(InteractionType type) => type switch
    {
        InteractionType.Purchase or InteractionType.Rating => 1f,
        InteractionType.AddToCart => 0.5f,
        InteractionType.Click => 0.2f,
        InteractionType.View => 0.1f,
        _ => 0f,
    };
}
