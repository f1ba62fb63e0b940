namespace Recsys.Pipeline.Features.Online;

/// <summary>
/// What a feature takes of an interaction. Values are stored with the layouts of records and must not be renumbered.
/// </summary>
public enum OnlineInput : byte
{
    /// <summary>Nothing but that it happened, and when.</summary>
    None = 0,
    /// <summary>Price × quantity in the shop's currency; a quantity that is not given counts as 1.</summary>
    Spend = 1,
    /// <summary>
    /// Price of one unit in the shop's currency; where the interaction gives none, the product's in the catalogue.
    /// </summary>
    Price = 2,
    /// <summary>Units; 0 when not given.</summary>
    Quantity = 3,
    /// <summary>Rating or other strength; 0 when not given.</summary>
    Value = 4,
    /// <summary>Time spent in milliseconds; 0 when not given.</summary>
    DwellMs = 5,
    /// <summary>The <see cref="Interactions.InteractionType"/> as a key.</summary>
    Type = 6,
    /// <summary>
    /// The product's first category, as the catalogue has it when the interaction is applied, as a key
    /// (<see cref="Catalogue.IdHash"/>); a product without one is not counted.
    /// </summary>
    Category = 7,
    /// <summary>The product's brand, in the same way.</summary>
    Brand = 8,
    /// <summary>Country the interaction named.</summary>
    Country = 9,
    /// <summary>The product.</summary>
    Product = 10,
}
