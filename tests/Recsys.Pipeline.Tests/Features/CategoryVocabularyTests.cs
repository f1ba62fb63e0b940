using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Features;

public sealed class CategoryVocabularyTests
{
    private static readonly Dictionary<string, long> Counts = new()
    {
        ["mugs"] = 10, ["bags"] = 30, ["clocks"] = 10, ["once"] = 1, [""] = 99,
    };

    [Fact]
    public void Fit_ByFrequencyThenName_NumbersFromOne()
    {
        var vocabulary = CategoryVocabulary.Fit(Counts, minCount: 2, maxWords: 100);

        Assert.Equal(["bags", "clocks", "mugs"], vocabulary.Words);
        Assert.Equal(1, vocabulary.Id("bags"));
        Assert.Equal(3, vocabulary.Id("mugs"));
        Assert.Equal(4, vocabulary.Size);
    }

    [Theory]
    [InlineData("once")]
    [InlineData("")]
    [InlineData("never met")]
    public void Id_RareEmptyOrUnknown_IsTheUnknownBucket(string word) =>
        Assert.Equal(0, CategoryVocabulary.Fit(Counts, minCount: 2, maxWords: 100).Id(word));

    [Fact]
    public void Fit_MoreWordsThanAllowed_KeepsTheMostFrequent() =>
        Assert.Equal(["bags"], CategoryVocabulary.Fit(Counts, minCount: 1, maxWords: 1).Words);
}
