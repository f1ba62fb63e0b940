using System.Runtime.InteropServices;

namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// What filters and orderings read of one product, 56 bytes: numbers only, so that candidates are a pass over memory.
/// Texts and rare fields lie elsewhere (<see cref="ProductRow"/>).
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct ProductFacts
{
    /// <summary>Says that stock is not tracked, which counts as available.</summary>
    public const int Untracked = int.MinValue;

    internal const int KnownFlag = 1, DeletedFlag = 2, PromotedFlag = 4, ManyCategoriesFlag = 8;

    // Odd while the writer is at it; even and another one afterwards. It begins the struct: what follows is written as
    // one.
    internal int Version;
    internal int Flags;
    internal long Address;

    /// <summary>Hash of the id (<see cref="Catalogue.IdHash"/>): the same in every process and version.</summary>
    public ulong IdHash { readonly get; internal set; }

    /// <summary>Price of one unit in the shop's currency.</summary>
    public double Price { readonly get; internal set; }

    /// <summary>Start of sale in milliseconds since 1970-01-01 UTC; 0 when not known.</summary>
    public long SaleStartMs { readonly get; internal set; }

    /// <summary>Number of the first category (<see cref="ProductColumns.Categories"/>); 0 for none.</summary>
    public int Category { readonly get; internal set; }

    /// <summary>Number of the brand (<see cref="ProductColumns.Brands"/>); 0 for none.</summary>
    public int Brand { readonly get; internal set; }

    /// <summary>Units available, or <see cref="Untracked"/>.</summary>
    public int Stock { readonly get; internal set; }

    /// <summary>Number of the set of countries it is shipped to (<see cref="ProductColumns.ShipsTo"/>); 0 for
    /// everywhere.</summary>
    public int Countries { readonly get; internal set; }

    /// <summary>Whether the row was ever given out.</summary>
    public readonly bool Exists => (Flags & KnownFlag) != 0;

    /// <summary>Whether the product was deleted, or never there.</summary>
    public readonly bool Deleted => (Flags & (KnownFlag | DeletedFlag)) != KnownFlag;

    /// <summary>Whether the promotion rule applies to it.</summary>
    public readonly bool Promoted => (Flags & PromotedFlag) != 0;

    /// <summary>Whether it has more categories than <see cref="Category"/>.</summary>
    public readonly bool HasMoreCategories => (Flags & ManyCategoriesFlag) != 0;

    /// <summary>Whether it can be sold at a time: not deleted, in stock or not tracked, sale begun.</summary>
    public readonly bool IsAvailable(long nowMs) =>
        !Deleted && (Stock > 0 || Stock == Untracked) && SaleStartMs <= nowMs;
}
