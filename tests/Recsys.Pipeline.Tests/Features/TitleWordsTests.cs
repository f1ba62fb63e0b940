using System.Text;
using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Features;

public sealed class TitleWordsTests
{
    [Fact]
    public void Hash_SameWordsInOtherCaseAndPunctuation_AreTheSameBuckets()
    {
        Assert.Equal(Hash("WHITE HANGING HEART"), Hash("white, hanging-Heart!"));
        Assert.NotEqual(Hash("WHITE HANGING HEART"), Hash("RED HANGING HEART"));
    }

    [Fact]
    public void Hash_ShortAndMissingWords_LeaveZeros()
    {
        Assert.All(Hash("a - 1 ?"), bucket => Assert.Equal(0, bucket));
        Assert.Equal(2, Hash("jumbo bag").Count(bucket => bucket > 0));
    }

    [Fact]
    public void Hash_LongTitle_TakesTheFirstWords()
    {
        string many = string.Join(' ', Enumerable.Range(10, 500));
        Assert.All(Hash(many), bucket => Assert.InRange(bucket, 1, FeatureWorkflow.WordBuckets - 1));
    }

    // Buckets are stored in models: they must not change from build to build.
    [Fact]
    public void Hash_KnownWord_KeepsItsBucket() => Assert.Equal(1 + (int)(Fnv("heart") % 4095), Hash("heart")[0]);

    // A catalogue's titles are bytes, a training table's are text.
    [Fact]
    public void Hash_Utf8_IsThatOfTheText()
    {
        const string Letters = "abcXYZ019 -,.'éÉßÑ日本語٣\u0301😀\t";
        var random = new Random(12);
        for (int round = 0; round < 3_000; round++)
        {
            string title = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ =>
                Letters[random.Next(round % 2 == 0 ? 14 : Letters.Length)]));
            // What is half of a pair is no text.
            title = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(title));
            var words = new ushort[TitleWords.MaxWords];
            TitleWords.Hash(Encoding.UTF8.GetBytes(title), FeatureWorkflow.WordBuckets, words);
            Assert.Equal(Hash(title), words);
        }
    }

    private static uint Fnv(string word) => word.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619u);

    private static ushort[] Hash(string title)
    {
        var words = new ushort[TitleWords.MaxWords];
        TitleWords.Hash(title, FeatureWorkflow.WordBuckets, words);
        return words;
    }
}
