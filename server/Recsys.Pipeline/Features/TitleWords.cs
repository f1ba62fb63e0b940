using System.Runtime.CompilerServices;
using System.Text;

namespace Recsys.Pipeline.Features;

/// <summary>
/// Words of a title as hash buckets, so that a product nobody met has something in common with those that were. Case
/// does not count; a word is a run of letters or digits of at least two characters.
/// </summary>
public static class TitleWords
{
    /// <summary>Most words taken of one title.</summary>
    public const int MaxWords = 8;

    /// <summary>Hashes the first words of a title.</summary>
    /// <param name="title">The title.</param>
    /// <param name="buckets">Buckets in all, 2 to 65,536; 0 stands for no word.</param>
    /// <param name="words">Filled with <see cref="MaxWords"/> buckets, 0 where the title has no more words.</param>
    public static void Hash(string title, int buckets, Span<ushort> words)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(buckets, ushort.MaxValue + 1);
        words[..MaxWords].Clear();
        int count = 0, length = 0;
        uint hash = Offset;
        for (int i = 0; i <= title.Length && count < MaxWords; i++)
        {
            if (i < title.Length && char.IsLetterOrDigit(title[i]))
            {
                // FNV-1a, which is the same on every machine and in every version of the runtime, unlike
                // string.GetHashCode.
                hash = (hash ^ char.ToLowerInvariant(title[i])) * Prime;
                length++;
                continue;
            }
            if (length >= 2) words[count++] = (ushort)(1 + (hash % (uint)(buckets - 1)));
            (hash, length) = (Offset, 0);
        }
    }

    /// <summary>Hashes the first words of a title in UTF-8, as <see cref="Hash(string, int, Span{ushort})"/>
    /// does.</summary>
    // At start it is called for millions of titles within the second or two before the runtime would compile it anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Hash(ReadOnlySpan<byte> utf8Title, int buckets, Span<ushort> words)
    {
        if (!Ascii.IsValid(utf8Title))
        {
            Hash(Encoding.UTF8.GetString(utf8Title), buckets, words);
            return;
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(buckets, ushort.MaxValue + 1);
        words[..MaxWords].Clear();
        int count = 0, length = 0;
        uint hash = Offset;
        for (int i = 0; i <= utf8Title.Length && count < MaxWords; i++)
        {
            byte lower = i < utf8Title.Length ? AsciiLower[utf8Title[i]] : (byte)0;
            if (lower != 0)
            {
                hash = (hash ^ lower) * Prime;
                length++;
                continue;
            }
            if (length >= 2) words[count++] = (ushort)(1 + (hash % (uint)(buckets - 1)));
            (hash, length) = (Offset, 0);
        }
    }

    // 0 for what is no letter and no digit.
    private static readonly byte[] AsciiLower = [.. Enumerable.Range(0, 128).Select(one =>
        char.IsLetterOrDigit((char)one) ? (byte)char.ToLowerInvariant((char)one) : (byte)0)];

    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;
}
