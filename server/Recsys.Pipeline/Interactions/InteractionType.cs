namespace Recsys.Pipeline.Interactions;

/// <summary>What a customer did with a product. Values are stored and must not be renumbered.</summary>
public enum InteractionType : byte
{
    /// <summary>Not given; never stored.</summary>
    Unspecified = 0,
    /// <summary>The product was shown in detail.</summary>
    View = 1,
    /// <summary>The product was clicked in a list.</summary>
    Click = 2,
    /// <summary>The product was put into the cart.</summary>
    AddToCart = 3,
    /// <summary>The product was bought.</summary>
    Purchase = 4,
    /// <summary>The product was rated; <see cref="Interaction.Value"/> holds the rating.</summary>
    Rating = 5,
}
