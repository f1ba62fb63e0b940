using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Popularity;
using Recsys.Training.Tests.Evaluation;

namespace Recsys.Training.Tests.Popularity;

public sealed class SeasonBuilderTests
{
    private const long Day = 86_400_000;

    [Fact]
    public void Build_TwoYears_CountsFortnightsOfTheLatest()
    {
        var builder = new InteractionTableBuilder();
        Add(builder, "lights", daysAgo: 500, times: 9);
        Add(builder, "lights", daysAgo: 363, times: 3);
        Add(builder, "cup", daysAgo: 355, times: 2);
        Add(builder, "seen", daysAgo: 349, times: 1, InteractionType.View);
        Add(builder, "cup", daysAgo: 0, times: 1);
        var table = builder.Build();

        var season = SeasonBuilder.Build(table)!;

        int lights = table.Item("lights"), cup = table.Item("cup"), seen = table.Item("seen");
        Assert.Equal((long)(1_000 - 364) * Day + 1, season.StartMs);
        Assert.Equal(new[] { lights, cup }.Order(), season.Rows[0]);
        Assert.Equal(3, season.Counts[0][season.Rows[0].AsSpan().IndexOf(lights)]);
        Assert.Equal(2, season.Counts[0][season.Rows[0].AsSpan().IndexOf(cup)]);
        Assert.Equal([seen], season.Rows[1]);
        Assert.Equal(0.1f, season.Counts[1][0], 5);
        Assert.Equal([cup], season.Rows[25]);
        Assert.Equal(lights, season.At(1_000 * Day + 1).Best[0]);
    }

    [Fact]
    public void Build_LessThanAYear_IsNone()
    {
        var builder = new InteractionTableBuilder();
        Add(builder, "cup", daysAgo: 300, times: 5);
        Add(builder, "cup", daysAgo: 0, times: 5);

        Assert.Null(SeasonBuilder.Build(builder.Build()));
        Assert.Null(SeasonBuilder.Build(new InteractionTableBuilder().Build()));
    }

    private static void Add(
        InteractionTableBuilder builder, string product, int daysAgo, int times,
        InteractionType type = InteractionType.Purchase)
    {
        for (int i = 0; i < times; i++)
            builder.Add(new Interaction
            {
                Id = $"{product}{daysAgo}-{i}",
                CustomerId = $"u{i}",
                ProductId = product,
                Type = type,
                TimeMs = (1_000 - daysAgo) * Day,
                Country = "",
            });
    }
}
