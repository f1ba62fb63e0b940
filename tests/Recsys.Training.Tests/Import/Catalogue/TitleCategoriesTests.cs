using Recsys.Training.Import.Catalogue;

namespace Recsys.Training.Tests.Import.Catalogue;

public sealed class TitleCategoriesTests
{
    [Theory]
    [InlineData("STRAWBERRY CERAMIC TRINKET BOX", "box", "strawberry ceramic trinket box")]
    [InlineData("SET OF 3 RED CAKE TINS WITH LIDS", "tin", "cake tin lid")]
    [InlineData("Party candies, 12\" glasses", "candy", "party candy glass")]
    [InlineData("CHRISTMAS DECORATION'S", "decoration", "christmas decoration")]
    [InlineData("S/4 RED", "", "")]
    [InlineData("", "", "")]
    public void Split_Title_GivesItsWordsAndHead(string title, string head, string words)
    {
        var split = TitleWords.Split(title, out string found);

        Assert.Equal(head, found);
        Assert.Equal(words, string.Join(' ', split));
    }

    [Fact]
    public void Of_WordsThatAreHeadsAndWordsThatDecorate_PutsTheHeadFirst()
    {
        string[] decorations = ["HEART", "STAR", "CAT", "TREE", "MOON", "BIRD", "ROSE", "LEAF"];
        string[] things = ["BOX", "BOWL", "SIGN", "FRAME", "PLATE", "CARD", "LAMP", "CLOCK"];
        string[] titles = [.. from decoration in decorations from thing in things select $"{decoration} {thing}"];

        var categories = TitleCategories.Fit(titles);

        Assert.Equal(["box", "heart"], categories.Of("BOX HEART RED"));
        Assert.Equal(["sign", "cat"], categories.Of("LARGE CAT SIGNS"));
        Assert.Empty(categories.Of("SOMETHING ELSE"));
    }
}
