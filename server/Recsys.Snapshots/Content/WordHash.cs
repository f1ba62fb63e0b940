using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Recsys.Pipeline.Catalogue;

namespace Recsys.Snapshots.Content;

/// <summary>
/// Words of texts as hashes, 64-bit FNV-1a over UTF-16 code units: words of a title are runs of letters and digits of
/// at least two, in lower case, a plural s taken off; a name is one word. Titles of ASCII are read as the bytes they
/// are.
/// </summary>
internal static class WordHash
{
    /// <summary>Letters of a word that count.</summary>
    public const int MaxLength = 32;

    private const ulong Offset = 14695981039346656037, Prime = 1099511628211;
    private const int OnStack = 512;
    private static readonly byte[] AsciiLower = MakeAsciiLower();

    /// <summary>The word that a name is.</summary>
    /// <param name="kind">What it is the name of: kinds have no words in common with each other or with titles.</param>
    /// <param name="utf8Name">The name, not empty.</param>
    public static ulong OfName(char kind, ReadOnlySpan<byte> utf8Name)
    {
        char[]? rented = utf8Name.Length > OnStack ? ArrayPool<char>.Shared.Rent(utf8Name.Length) : null;
        Span<char> text = rented ?? stackalloc char[OnStack];
        text = text[..Encoding.UTF8.GetChars(utf8Name, text)];
        ulong hash = (Offset ^ kind) * Prime;
        foreach (char unit in text[..Math.Min(text.Length, MaxLength - 1)])
            hash = (hash ^ char.ToLowerInvariant(unit)) * Prime;
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return IdHash.Mix(hash);
    }

    /// <summary>The words of a title in order, repeated ones too.</summary>
    /// <param name="utf8Title">The title.</param>
    /// <param name="words">Filled as far as it reaches.</param>
    /// <returns>How many were filled.</returns>
    public static int OfTitle(ReadOnlySpan<byte> utf8Title, Span<ulong> words)
    {
        if (Ascii.IsValid(utf8Title)) return OfAscii(utf8Title, words);
        char[]? rented = utf8Title.Length > OnStack ? ArrayPool<char>.Shared.Rent(utf8Title.Length) : null;
        Span<char> text = rented ?? stackalloc char[OnStack];
        int count = OfText(text[..Encoding.UTF8.GetChars(utf8Title, text)], words);
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return count;
    }

    // At a start it is called for millions of products before the runtime would compile it anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int OfAscii(ReadOnlySpan<byte> title, Span<ulong> words)
    {
        var word = new Word();
        int count = 0;
        foreach (byte one in title)
        {
            byte lower = AsciiLower[one];
            if (lower != 0) word.Add(lower);
            else if (word.End(words, ref count)) return count;
        }
        word.End(words, ref count);
        return count;
    }

    private static int OfText(ReadOnlySpan<char> title, Span<ulong> words)
    {
        var word = new Word();
        int count = 0;
        foreach (char one in title)
        {
            if (char.IsLetterOrDigit(one)) word.Add(char.ToLowerInvariant(one));
            else if (word.End(words, ref count)) return count;
        }
        word.End(words, ref count);
        return count;
    }

    private static byte[] MakeAsciiLower()
    {
        var lower = new byte[256];
        for (int one = 0; one < 128; one++)
            if (char.IsLetterOrDigit((char)one)) lower[one] = (byte)char.ToLowerInvariant((char)one);
        return lower;
    }

    // The hash as it would be without the last letter is kept for the plural.
    private ref struct Word()
    {
        private ulong _hash = Offset, _before;
        private int _length;
        private char _last, _lastButOne;

        public void Add(char letter)
        {
            if (_length == MaxLength) return;
            (_before, _lastButOne, _last) = (_hash, _last, letter);
            _hash = (_hash ^ letter) * Prime;
            _length++;
        }

        public void Add(byte letter) => Add((char)letter);

        /// <returns>Whether there is no room for more.</returns>
        public bool End(Span<ulong> words, ref int count)
        {
            if (_length >= 2)
            {
                if (count == words.Length) return true;
                bool plural = _length > 3 && _last == 's' && _lastButOne != 's';
                words[count++] = IdHash.Mix(plural ? _before : _hash);
            }
            (_hash, _length) = (Offset, 0);
            return false;
        }
    }
}
