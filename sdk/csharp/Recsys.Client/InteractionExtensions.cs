using Recsys.V1;

namespace Recsys.Client;

/// <summary>Says which answer led to an interaction, so that the effect of recommendations can be told.</summary>
public static class InteractionExtensions
{
    /// <summary>Puts the answer's attribution token into an interaction that it led to.</summary>
    /// <param name="interaction">What was done with a product of the answer.</param>
    /// <param name="answer">The recommendations the product was among.</param>
    /// <returns>The same interaction.</returns>
    public static Interaction AttributedTo(this Interaction interaction, RecommendForUserResponse answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return interaction.AttributedTo(answer.AttributionToken);
    }

    /// <inheritdoc cref="AttributedTo(Interaction, RecommendForUserResponse)"/>
    public static Interaction AttributedTo(this Interaction interaction, SimilarProductsResponse answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return interaction.AttributedTo(answer.AttributionToken);
    }

    /// <summary>Puts an attribution token that was kept, in a link for example, into an interaction.</summary>
    /// <param name="interaction">What was done with a product of the answer.</param>
    /// <param name="attributionToken">The answer's token; empty for none.</param>
    /// <returns>The same interaction.</returns>
    public static Interaction AttributedTo(this Interaction interaction, string attributionToken)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        interaction.AttributionToken = attributionToken;
        return interaction;
    }
}
