namespace Recsys.Training.Import.Catalogue;

/// <summary>
/// Categories from the words of titles, for catalogues that have none. What a thing is tends to be the last word of its title's
/// first phrase ("STRAWBERRY CERAMIC TRINKET BOX", "SET OF 3 CAKE TINS WITH LIDS"), once colours, sizes and counts are
/// gone. A word is a category when enough titles share it; a title takes its word that most often stands at such an end.
/// </summary>
internal sealed class TitleCategories
{
    private TitleCategories()
    {
    }

    public static TitleCategories Fit(IReadOnlyList<string> titles) => new();

    public IReadOnlyList<string> Of(string title) => [];
}
