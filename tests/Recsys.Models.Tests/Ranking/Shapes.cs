using Recsys.Pipeline.Features;

namespace Recsys.Models.Tests.Ranking;

/// <summary>Rankers' shapes that differ in what they have and in what does not divide evenly.</summary>
internal static class Shapes
{
    private static readonly RankerDescription Small = RankerDescription.Standard with
    {
        Dimension = 8, UserHidden = [9], ItemHidden = [7], TopHidden = [10, 6],
    };

    private static readonly Dictionary<string, RankerDescription> Named = new(StringComparer.Ordinal)
    {
        ["standard"] = RankerDescription.Standard,
        ["standard d 16"] = RankerDescription.Standard with { Dimension = 16 },
        ["reference"] = RankerDescription.Reference(),
        ["reference d 12"] = RankerDescription.Reference(12) with { UserHidden = [20], TopHidden = [33, 17] },
        ["small"] = Small,
        ["odd"] = Small with { Dimension = 13, UserHidden = [5, 3], ItemHidden = [11, 17], TopHidden = [70, 1, 65] },
        ["d 1"] = Small with { Dimension = 1, TopHidden = [1] },
        ["no item numbers"] = Small with { ItemDense = [], Cross = [], Dimension = 24 },
        ["no cross"] = Small with { Cross = [] },
        ["cross alone"] = Small with { ItemDense = [], ItemCategorical = [], ItemHidden = [] },
        ["no user numbers"] = Small with { UserDense = [] },
        ["no user ids"] = Small with { UserCategorical = [], UserHidden = [] },
        ["wide"] = Small with
        {
            Dimension = 40, ItemHidden = [96], TopHidden = [128, 65],
            ItemCategorical = [.. FeatureSchema.RankerItemCategorical.Select(feature => feature.Name)],
            UserCategorical = [.. FeatureSchema.RankerUserCategorical.Select(feature => feature.Name)],
        },
    };

    public static IEnumerable<string> Names => Named.Keys;

    public static TheoryData<string> All => [.. Named.Keys];

    public static RankerDescription ByName(string name) => Named[name];
}
