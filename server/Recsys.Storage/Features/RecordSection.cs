namespace Recsys.Storage.Features;

/// <summary>A part of a record that grows: entries of one size, and room for some more.</summary>
/// <param name="Descriptor">
/// Offset of its count and room, two bytes each; of events also the place of the oldest.
/// </param>
/// <param name="EntryBytes">Bytes of an entry.</param>
/// <param name="Limit">Most entries.</param>
/// <param name="FirstRoom">Entries there is room for when the first one comes.</param>
internal readonly record struct RecordSection(int Descriptor, int EntryBytes, int Limit, int FirstRoom)
{
    /// <summary>The two bytes that hold the place of the oldest event.</summary>
    public Range First => (Descriptor + 4)..(Descriptor + 6);
}
