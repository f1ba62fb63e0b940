using System.Runtime.InteropServices;

namespace Recsys.Storage.Features;

/// <summary>Keys with their counts and latest times, in no order.</summary>
internal static class KeySection
{
    /// <summary>Place of a key, or −1.</summary>
    public static int Find(ReadOnlySpan<byte> entries, ulong key)
    {
        var counts = MemoryMarshal.Cast<byte, StoredCount>(entries);
        for (int i = 0; i < counts.Length; i++)
            if (counts[i].Key == key) return i;
        return -1;
    }

    /// <summary>Counts a key. When full, a new one takes the place of the one that matters least.</summary>
    /// <returns>How many there are now.</returns>
    public static int Add(Span<byte> room, int count, int limit, ulong key, long timeMs)
    {
        if (key == 0) return count;
        var counts = MemoryMarshal.Cast<byte, StoredCount>(room);
        for (int i = 0; i < count; i++)
        {
            ref var one = ref counts[i];
            if (one.Key != key) continue;
            if (one.Count < uint.MaxValue) one.Count++;
            if (timeMs > one.LastTimeMs) one.LastTimeMs = timeMs;
            return count;
        }
        bool full = count >= limit;
        int at = full ? Least(counts[..count]) : count;
        counts[at] = new StoredCount { Key = key, Count = 1, LastTimeMs = timeMs };
        return full ? count : count + 1;
    }

    /// <summary>The key with the lowest count, of those the one not met for longest, of those the lowest.</summary>
    public static int Least(ReadOnlySpan<StoredCount> counts)
    {
        int least = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            ref readonly var best = ref counts[least];
            ref readonly var one = ref counts[i];
            bool less = one.Count != best.Count ? one.Count < best.Count
                : one.LastTimeMs != best.LastTimeMs ? one.LastTimeMs < best.LastTimeMs : one.Key < best.Key;
            if (less) least = i;
        }
        return least;
    }
}
