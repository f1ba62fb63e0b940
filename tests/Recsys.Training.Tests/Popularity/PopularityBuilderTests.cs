using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Popularity;
using Recsys.Training.Tests.Evaluation;

namespace Recsys.Training.Tests.Popularity;

public sealed class PopularityBuilderTests
{
    private const long Day = 86_400_000;

    [Fact]
    public void Build_OldAndNewInteractions_DecayByHalfLife()
    {
        var builder = new InteractionTableBuilder();
        Add(builder, "old", 60, 3);
        Add(builder, "new", 0, 2);
        Add(builder, "seen", 0, 1, InteractionType.View);
        var table = builder.Build();

        var popularity = PopularityBuilder.Build(table, new PopularityOptions { HalfLifeDays = 30 });

        Assert.Equal(0.75f, popularity.Recent[table.Item("old")], 5);
        Assert.Equal(3f, popularity.Total[table.Item("old")], 5);
        Assert.Equal(2f, popularity.Recent[table.Item("new")], 5);
        Assert.Equal(0.1f, popularity.Total[table.Item("seen")], 5);
        Assert.Equal([table.Item("new"), table.Item("old"), table.Item("seen")], popularity.Popular);
    }

    [Fact]
    public void Build_Growth_PutsTheRisingProductFirstAndTheFallingNowhere()
    {
        var builder = new InteractionTableBuilder();
        for (int day = 0; day < 90; day++) Add(builder, "steady", day, 5);
        for (int day = 30; day < 90; day++) Add(builder, "falling", day, 5);
        Add(builder, "rising", 1, 60);
        Add(builder, "single", 0, 1);
        var table = builder.Build();

        var trending = PopularityBuilder.Build(table, new PopularityOptions()).Trending;

        Assert.Equal(table.Item("rising"), trending[0]);
        Assert.DoesNotContain(table.Item("falling"), trending);
    }

    [Fact]
    public void Build_Countries_OnlyThoseWithEnough()
    {
        var builder = new InteractionTableBuilder();
        Add(builder, "tea", 0, 6, country: "Japan");
        Add(builder, "jam", 0, 9, country: "France");
        Add(builder, "cup", 0, 2, country: "Malta");
        var table = builder.Build();

        var popularity = PopularityBuilder.Build(table, new PopularityOptions { MinCountryInteractions = 5 });

        Assert.Equal([table.Item("tea")], popularity.PopularIn("Japan").ToArray());
        Assert.Equal([table.Item("jam")], popularity.PopularIn("France").ToArray());
        Assert.True(popularity.PopularIn("Malta").IsEmpty);
    }

    [Fact]
    public void Build_NoTimes_RecentIsEver()
    {
        var builder = new InteractionTableBuilder();
        for (int i = 0; i < 4; i++)
            builder.Add(new Interaction
            { Id = $"{i}", CustomerId = "u", ProductId = $"p{i % 2}", Type = InteractionType.Rating, TimeMs = 0 });

        var popularity = PopularityBuilder.Build(builder.Build(), new PopularityOptions());

        Assert.Equal(popularity.Total, popularity.Recent);
        Assert.Empty(PopularityBuilder.Build(new InteractionTableBuilder().Build(), new PopularityOptions()).Popular);
    }

    [Fact]
    public void Build_OptionsOutOfRange_AreRefused()
    {
        var table = TestTables.Of(("u", "p"));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => PopularityBuilder.Build(table, new PopularityOptions { HalfLifeDays = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => PopularityBuilder.Build(table, new PopularityOptions { ListLength = 5_000 }));
    }

    private static void Add(
        InteractionTableBuilder builder, string product, int daysAgo, int times,
        InteractionType type = InteractionType.Purchase, string country = "")
    {
        for (int i = 0; i < times; i++)
            builder.Add(new Interaction
            {
                Id = $"{product}{daysAgo}-{i}",
                CustomerId = $"u{i}",
                ProductId = product,
                Type = type,
                TimeMs = 1_000 * Day - daysAgo * Day,
                Country = country,
            });
    }
}
