using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Snapshots.Content;

namespace Recsys.Snapshots.Tests.Content;

public sealed class WordHashTests
{
    private const string Letters = "abcSsXyz019 -,.'éÉßÑ日本語٣\u0301😀\t";

    // The plain way: split, lower, cut, take the plural off.
    [Fact]
    public void OfTitle_AnyText_IsWhatThePlainWaySays()
    {
        var random = new Random(11);
        for (int round = 0; round < 3_000; round++)
        {
            bool ascii = round % 2 == 0;
            string title = string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ =>
                Letters[random.Next(ascii ? 16 : Letters.Length)]));
            // What is half of a pair is no text.
            title = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(title));
            if (round % 50 == 0) title += new string('x', 40) + "s";
            Span<ulong> words = new ulong[64];

            int count = WordHash.OfTitle(Encoding.UTF8.GetBytes(title), words);

            Assert.Equal(Plain(title), words[..count].ToArray());
        }
    }

    [Fact]
    public void OfTitle_MoreWordsThanRoom_AreTheFirst()
    {
        var words = new ulong[3];

        Assert.Equal(3, WordHash.OfTitle("one two three four five"u8, words));
        Assert.Equal(Plain("one two three"), words);
        Assert.Equal(3, WordHash.OfTitle("one two three"u8, words));
        Assert.Equal(0, WordHash.OfTitle(""u8, words));
    }

    [Fact]
    public void OfName_CaseDoesNotCount_KindDoes()
    {
        Assert.Equal(WordHash.OfName('a', "Café Noir"u8), WordHash.OfName('a', "CAFÉ NOIR"u8));
        Assert.NotEqual(WordHash.OfName('a', "Garden"u8), WordHash.OfName('b', "Garden"u8));
        Assert.NotEqual(WordHash.OfName('a', "Garden"u8), Plain("garden")[0]);
    }

    private static ulong[] Plain(string title)
    {
        var words = new List<ulong>();
        var word = new StringBuilder();
        foreach (char one in title.Append(' '))
        {
            if (char.IsLetterOrDigit(one))
            {
                if (word.Length < WordHash.MaxLength) word.Append(char.ToLowerInvariant(one));
                continue;
            }
            string text = word.ToString();
            if (text.Length > 3 && text[^1] == 's' && text[^2] != 's') text = text[..^1];
            if (word.Length >= 2) words.Add(IdHash.Of(text));
            word.Clear();
        }
        return [.. words];
    }
}
