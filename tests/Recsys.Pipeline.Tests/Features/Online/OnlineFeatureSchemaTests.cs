using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;

namespace Recsys.Pipeline.Tests.Features.Online;

public class OnlineFeatureSchemaTests
{
    private static readonly OnlineFeature Views =
        new() { Name = "views", Kind = OnlineFeatureKind.Count, Types = [InteractionType.View], Meaning = "Views." };

    private static readonly OnlineFeature Spend = new()
    {
        Name = "spend",
        Kind = OnlineFeatureKind.Sum,
        Input = OnlineInput.Spend,
        Meaning = "Spend.",
    };

    public static TheoryData<string, OnlineFeature> Wrong => new()
    {
        { "needs a name", Views with { Name = "" } },
        { "needs a name", Views with { Name = "Views" } },
        { "needs a name", Views with { Name = new string('a', 65) } },
        { "cannot take Spend as Count", Views with { Input = OnlineInput.Spend } },
        { "cannot take None as Sum", Spend with { Input = OnlineInput.None } },
        { "cannot take Country as KeyCounts", Keys(OnlineInput.Country, 5) },
        { "needs a limit from 1 to 256", Keys(OnlineInput.Brand, 0) },
        { "needs a limit from 1 to 256", Keys(OnlineInput.Brand, 257) },
        { "needs a limit from 0 to 0", Views with { Limit = 1 } },
        { "needs 1 to 8 half-lives", Views with { Kind = OnlineFeatureKind.DecayedCount } },
        { "needs 1 to 8 half-lives", Views with { HalfLives = [TimeSpan.FromDays(1)] } },
        {
            "has a half-life under a second",
            Views with { Kind = OnlineFeatureKind.DecayedCount, HalfLives = [TimeSpan.FromMilliseconds(5)] }
        },
        { "begins at 0", Views with { Default = 1 } },
        { "needs the names of two features", Ratio("views", "spend") },
        { "needs the names of two features", Ratio("views", "unknown") },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Constructor_WrongDeclaration_NamesFeatureAndFix(string problem, OnlineFeature wrong)
    {
        var known = new[] { Views, Spend }.Where(feature => feature.Name != wrong.Name).Append(wrong).ToArray();
        var error = Assert.Throws<ArgumentException>(() => new OnlineFeatureSchema([Views], known, [Views]));
        Assert.StartsWith($"Session feature '{wrong.Name}' {problem}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_TwiceNoneOrTooMany_Refuses()
    {
        Assert.Throws<ArgumentException>(() => new OnlineFeatureSchema([Views, Views], [Views], [Views]));
        Assert.Throws<ArgumentException>(() => new OnlineFeatureSchema([Views], [], [Views]));
        var many = Enumerable.Range(0, 65).Select(i => Views with { Name = $"views_{i}" }).ToArray();
        Assert.Throws<ArgumentException>(() => new OnlineFeatureSchema(many, [Views], [Views]));
        Assert.Equal(64, new OnlineFeatureSchema(many[1..], [Views], [Views]).Customer.Count);
    }

    [Fact]
    public void Continues_WhatIsCountedStaysTheSame_ThoughLimitAndWordsChange()
    {
        var brands = Keys(OnlineInput.Brand, 5);
        Assert.True((brands with { Limit = 9, Meaning = "Other words." }).Continues(brands));
        Assert.False((brands with { Input = OnlineInput.Category }).Continues(brands));
        Assert.False((brands with { Name = "other" }).Continues(brands));
        Assert.False((brands with { Types = [InteractionType.View] }).Continues(brands));
        // All types, by name or by none.
        Assert.False((brands with { Types = Enum.GetValues<InteractionType>()[1..] }).Continues(
            brands with { Types = [InteractionType.View] }));
    }

    private static OnlineFeature Keys(OnlineInput input, int limit) => new()
    {
        Name = "keys",
        Kind = OnlineFeatureKind.KeyCounts,
        Input = input,
        Limit = limit,
        Meaning = "Keys.",
    };

    private static OnlineFeature Ratio(string above, string below) => new()
    {
        Name = "ratio",
        Kind = OnlineFeatureKind.Ratio,
        Numerator = above,
        Denominator = below,
        Meaning = "Ratio.",
    };
}
