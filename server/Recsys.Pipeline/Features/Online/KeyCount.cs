namespace Recsys.Pipeline.Features.Online;

/// <summary>How often one key was met, and when last.</summary>
/// <param name="Key">
/// The <see cref="Interactions.InteractionType"/> as a number, or the <see cref="Catalogue.IdHash"/> of a category or
/// brand.
/// </param>
/// <param name="Count">Interactions since the key was let in, at most 4,294,967,295.</param>
/// <param name="LastTimeMs">Time of the latest of them, in milliseconds since 1970-01-01 UTC.</param>
public readonly record struct KeyCount(ulong Key, long Count, long LastTimeMs) : IComparable<KeyCount>
{
    /// <summary>Highest count first, among equals the latest first, among those the lowest key first.</summary>
    public int CompareTo(KeyCount other)
    {
        int order = other.Count.CompareTo(Count);
        if (order == 0) order = other.LastTimeMs.CompareTo(LastTimeMs);
        return order != 0 ? order : Key.CompareTo(other.Key);
    }
}
