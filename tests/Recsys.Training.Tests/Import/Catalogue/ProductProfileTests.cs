using System.Text;
using Recsys.Training.Import.Catalogue;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Tests.Import.Catalogue;

public sealed class ProductProfileTests
{
    [Fact]
    public void Title_SeveralSpellings_IsTheMostFrequentAndThenTheFirst()
    {
        var texts = new Utf8Vocabulary();
        var profile = new ProductProfile();
        foreach (string title in (string[])["first", "often  ", "first", "often  ", "rare"])
            profile.AddTitle(Encoding.UTF8.GetBytes(title), texts);
        Assert.Equal("first", profile.Title(texts));

        profile.AddTitle("often  "u8, texts);
        Assert.Equal("often", profile.Title(texts));
    }

    [Fact]
    public void AddTitle_OneOfItsOwnPerRow_StaysSmall()
    {
        var texts = new Utf8Vocabulary();
        var profile = new ProductProfile();
        for (int i = 0; i < 10_000; i++) profile.AddTitle(Encoding.UTF8.GetBytes($"title {i}"), texts);
        profile.AddTitle("title 5"u8, texts);

        Assert.Equal(64, texts.Count);
        Assert.Equal("title 5", profile.Title(texts));
    }

    [Fact]
    public void Median_AnyPrices_IsTheLowerMedian()
    {
        var random = new Random(5);
        var tally = new PriceTally();
        var prices = new List<double>();
        Assert.Equal(0, tally.Median);
        for (int i = 0; i < 500; i++)
        {
            double price = random.Next(1, 200) / 4.0;
            tally.Add(price);
            prices.Add(price);
            prices.Sort();
            Assert.Equal(prices[(prices.Count - 1) / 2], tally.Median);
        }
    }

    [Fact]
    public void Median_MorePricesThanKept_StaysNear()
    {
        var tally = new PriceTally();
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) tally.Add(random.NextDouble());

        Assert.InRange(tally.Median, 0.45, 0.55);
    }
}
