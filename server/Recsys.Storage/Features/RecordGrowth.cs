namespace Recsys.Storage.Features;

/// <summary>Makes records larger, by copying them to where they have more room.</summary>
internal static class RecordGrowth
{
    /// <summary>Bytes a record takes once an interaction is applied.</summary>
    public static int BytesAfter(RecordLayout layout, ReadOnlySpan<byte> record, in FeatureInput input)
    {
        Span<int> rooms = stackalloc int[layout.Sections.Length];
        return Rooms(layout, record, input, rooms);
    }

    /// <summary>Copies a record to where it has room for an interaction.</summary>
    public static void CopyWithRoom(
        RecordLayout layout, ReadOnlySpan<byte> from, Span<byte> to, in FeatureInput input)
    {
        Span<int> rooms = stackalloc int[layout.Sections.Length];
        Rooms(layout, from, input, rooms);
        Copy(layout, from, to, rooms);
    }

    /// <summary>
    /// Copies a record to where its parts have other rooms; entries that no longer fit are left behind.
    /// </summary>
    public static void Copy(RecordLayout layout, ReadOnlySpan<byte> from, Span<byte> to, ReadOnlySpan<int> rooms)
    {
        Span<int> starts = stackalloc int[layout.Sections.Length];
        layout.Starts(from, starts);
        to.Clear();
        from[..layout.FixedBytes].CopyTo(to);
        int at = layout.FixedBytes;
        for (int i = 0; i < rooms.Length; i++)
        {
            ref readonly var section = ref layout.Sections[i];
            RecordLayout.SetRoom(to, section, rooms[i]);
            from.Slice(starts[i], RecordLayout.Count(from, section) * section.EntryBytes).CopyTo(to[at..]);
            at += rooms[i] * section.EntryBytes;
        }
    }

    private static int Rooms(RecordLayout layout, ReadOnlySpan<byte> record, in FeatureInput input, Span<int> rooms)
    {
        Span<int> starts = stackalloc int[rooms.Length];
        layout.Starts(record, starts);
        rooms.Clear();
        bool grows = false;
        foreach (var field in layout.FieldsFor(input.Event.Type))
        {
            if (field.Section < 0) continue;
            rooms[field.Section] = RecordFold.RoomNeeded(layout, field, record, starts, input);
            grows |= rooms[field.Section] > 0;
        }
        int bytes = layout.FixedBytes;
        for (int i = 0; i < rooms.Length; i++)
        {
            ref readonly var section = ref layout.Sections[i];
            int room = RecordLayout.Room(record, section);
            bool needed = rooms[i] > 0;
            // Growing leaves the old record behind, so what is more than half full grows along. A text is kept whole,
            // so it gets what it needs.
            bool along = grows && section.EntryBytes > 1 && RecordLayout.Count(record, section) > room / 2;
            if (needed && section.EntryBytes == 1) room = rooms[i];
            else if (needed || along) room = Math.Min(Math.Max(room * 2, section.FirstRoom), section.Limit);
            rooms[i] = room;
            bytes += room * section.EntryBytes;
        }
        return bytes;
    }
}
