using System.Text;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Mixing;

namespace Recsys.Snapshots.Tests.Mixing;

public sealed class MixFileTests
{
    private static readonly Mix Some = new(
        new MixWeights(-1, 0.5f, new Dictionary<string, float> { ["retrieval"] = 0.25f, ["a.log"] = -2 }),
        MixWeights.Unlearned(0), new Dictionary<string, float> { ["a"] = 0.5f }) { Without = ["b"] };

    [Fact]
    public void Save_ThenLoad_IsTheSame()
    {
        var read = MixFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(Text(Some))));

        Assert.Equal(Some.NewProducts.Signals, read.NewProducts.Signals);
        Assert.Equal((-1, 0.5f), (read.NewProducts.Bias, read.NewProducts.Ranker));
        Assert.Empty(read.AllProducts.Signals);
        Assert.Equal(Some.Shares, read.Shares);
        Assert.Equal(["b"], read.Without);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"ranker\": 0.5", "\"ranker\": -0.5")]
    [InlineData("\"a.log\": -2", "\"a.log\": 1e9")]
    [InlineData("\"a\": 0.5", "\"a\": 0")]
    [InlineData("\"shares\"", "\"share\"")]
    [InlineData("\"bias\": -1", "\"bias\": \"NaN\"")]
    public void Load_DamagedOrOutOfBounds_IsRefused(string from, string to)
    {
        string text = from.Length == 0 ? "null" : Text(Some).Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Text(Some), text);

        Assert.Throws<InvalidDataException>(() => MixFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void Chosen_LeavesOutWhatIsOffAndTakesTheLearnedShares()
    {
        WeightedSource[] sources =
        [
            new(new FakeSource("a", null), 0.1f) { Weight = 0.4f }, new(new FakeSource("b", null), 1),
            new(new FakeSource("c", null), 1), new(new FakeSource("d", null), 1),
        ];

        var chosen = HomeSources.Chosen(sources, Some, ["c"]);

        Assert.Equal(["a", "d"], chosen.Select(one => one.Source.Name));
        Assert.Equal((0.5f, 0.4f), (chosen[0].Share, chosen[0].Weight));
        Assert.Throws<ArgumentException>(() => HomeSources.Chosen(sources, Some, ["a", "c", "d"]));
    }

    [Fact]
    public void Validate_UnknownOrAll_IsRefused()
    {
        HomeSources.Validate(["popular"]);
        Assert.Throws<ArgumentException>(() => HomeSources.Validate(["poplar"]));
        Assert.Throws<ArgumentException>(() => HomeSources.Validate([.. HomeSources.Names]));
    }

    private static string Text(Mix mix)
    {
        using var stream = new MemoryStream();
        MixFile.Save(mix, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
