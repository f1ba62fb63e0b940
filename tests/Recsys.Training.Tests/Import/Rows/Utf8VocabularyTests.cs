using System.Text;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Tests.Import.Rows;

public sealed class Utf8VocabularyTests
{
    [Fact]
    public void GetOrAdd_ManyWords_NumbersEachOnceInOrder()
    {
        var vocabulary = new Utf8Vocabulary();
        string[] words =
            [.. Enumerable.Range(0, 20_000).Select(i => i % 3 == 0 ? $"{i}" : $"a longer word {i * 31} é")];

        int[] first = Array.ConvertAll(words, word => vocabulary.GetOrAdd(Encoding.UTF8.GetBytes(word)));
        int[] second = Array.ConvertAll(words, word => vocabulary.GetOrAdd(Encoding.UTF8.GetBytes(word)));

        Assert.Equal(Enumerable.Range(0, words.Length), first);
        Assert.Equal(first, second);
        Assert.Equal(words, first.Select(number => vocabulary[number]));
    }

    [Fact]
    public void GetOrAdd_EmptyZeroBytesAndVeryLong_AreWordsOfTheirOwn()
    {
        var vocabulary = new Utf8Vocabulary();
        byte[] veryLong = new byte[200_000];

        Assert.Equal(0, vocabulary.GetOrAdd(default));
        Assert.Equal(1, vocabulary.GetOrAdd("\0"u8));
        Assert.Equal(2, vocabulary.GetOrAdd("\0\0"u8));
        Assert.Equal(3, vocabulary.GetOrAdd(veryLong));
        Assert.Equal(4, vocabulary.GetOrAdd("after"u8));
        Assert.Equal(3, vocabulary.GetOrAdd(veryLong));
        Assert.Equal("after", vocabulary[4]);
    }
}
