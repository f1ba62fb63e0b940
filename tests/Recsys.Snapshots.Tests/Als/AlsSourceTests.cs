using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.Als;
using Recsys.Snapshots.ItemToItem;
using Recsys.Snapshots.Popularity;

namespace Recsys.Snapshots.Tests.Als;

public sealed class AlsSourceTests
{
    private const int Dimension = 16;
    private static readonly string[] Ids = ["a", "b", "c", "d", "e", "f"];

    [Fact]
    public void Retrieve_History_IsTheSolvedVectorsProductsBestFirst()
    {
        var shop = new Shop(Ids).Event("b", daysAgo: 3).Event("d", daysAgo: 1);
        var model = Model();
        var vector = new float[Dimension];
        model.Solve([1, 3], [1, 1], new FactorSolver(Dimension), vector);
        var expected = new float[Ids.Length];
        model.Score(vector, expected);

        var found = shop.Scored(Source(shop, model), shop.Context(excludePurchased: false));

        Assert.Equal(expected.Count(score => score > 0), found.Length);
        Assert.Equal(found.OrderByDescending(one => one.Score), found);
        foreach (var (id, score) in found) Assert.Equal(expected[Array.IndexOf(Ids, id)], score, 1e-6);
    }

    [Fact]
    public void Retrieve_EveryEvent_CountsAtOnce()
    {
        var shop = new Shop(Ids).Event("b", InteractionType.View);
        var source = Source(shop, Model());
        var before = shop.Scored(source, shop.Context());
        shop.Event("d", InteractionType.View);

        Assert.NotEqual(before, shop.Scored(source, shop.Context()));
    }

    [Fact]
    public void Retrieve_ViewsAlone_CountAsPurchasesAlone()
    {
        var views = new Shop(Ids).Event("b", InteractionType.View).Event("c", InteractionType.View);
        var bought = new Shop(Ids).Event("b").Event("c");
        var model = Model();

        Assert.Equal(
            bought.Scored(Source(bought, model), bought.Context(excludePurchased: false)),
            views.Scored(Source(views, model), views.Context(excludePurchased: false)));
    }

    [Fact]
    public void Retrieve_BoughtOnesNotWanted_LeavesThemOut()
    {
        var shop = new Shop(Ids).Event("b").Event("d");
        var found = shop.Ask(Source(shop, Model()), shop.Context());
        Assert.NotEmpty(found);
        Assert.DoesNotContain("b", found);
        Assert.DoesNotContain("d", found);
    }

    [Fact]
    public void Retrieve_SharePower_MultipliesByTheRecentShare()
    {
        var shop = new Shop(Ids).Event("b");
        var plain = shop.Scored(Source(shop, Model()), shop.Context(excludePurchased: false));
        var shared = shop.Scored(Source(shop, Model(sharePower: 2)), shop.Context(excludePurchased: false));

        float[] shares = Popularity().RecentShares;
        Assert.Equal(plain.Length, shared.Length);
        foreach (var (id, score) in shared)
        {
            float share = shares[Array.IndexOf(Ids, id)];
            Assert.Equal(plain.Single(one => one.Id == id).Score * share * share, score, 1e-6);
        }
    }

    [Fact]
    public void TryScore_KnownNewAndWithoutVector_AgreesWithRetrieve()
    {
        var shop = new Shop([.. Ids, "new"]).Event("a");
        // "f" is of the version but has no vector.
        var source = Source(shop, Model(count: 5));
        var context = shop.Context(excludePurchased: false);
        var scores = new float[7];

        Assert.True(source.TryScore(context, [.. Ids.Select(shop.Row), shop.Row("new")], scores));

        var found = shop.Scored(source, context);
        Assert.NotEmpty(found);
        foreach (var (id, score) in found) Assert.Equal(score, scores[Array.IndexOf(Ids, id)]);
        Assert.True(float.IsNaN(scores[5]));
        Assert.True(float.IsNaN(scores[6]));
    }

    [Fact]
    public void Retrieve_NothingWithAVector_FindsNothing()
    {
        var shop = new Shop([.. Ids, "new"]);
        var source = Source(shop, Model());
        Assert.False(source.AppliesTo(shop.Context()));
        shop.Event("new");
        Assert.Empty(shop.Ask(source, shop.Context()));
        Assert.False(source.TryScore(shop.Context(), [0], new float[1]));
    }

    [Fact]
    public void Load_Saved_IsTheSame()
    {
        string path = Path.Combine(Path.GetTempPath(), $"recsys-als-{Guid.NewGuid():N}.bin");
        try
        {
            var model = Model(count: 4, sharePower: 0.5);
            FactorModelFile.Save(path, model);
            var read = FactorModelFile.Load(path);

            Assert.Equal(model.Settings, read.Settings);
            Assert.Equal((model.Products, model.Count, model.Dimension), (read.Products, read.Count, read.Dimension));
            Assert.Equal(model.Rows.ToArray(), read.Rows.ToArray());
            Assert.Equal(model.Vectors.ToArray(), read.Vectors.ToArray());
            Assert.Equal(model.Spectrum.ToArray(), read.Spectrum.ToArray());

            byte[] bytes = File.ReadAllBytes(path);
            File.WriteAllBytes(path, bytes[..^3]);
            Assert.Throws<InvalidDataException>(() => FactorModelFile.Load(path));
            // α₀, behind kind, format and three counts.
            BitConverter.TryWriteBytes(bytes.AsSpan(20), float.NaN);
            File.WriteAllBytes(path, bytes);
            Assert.Contains("α₀", Assert.Throws<InvalidDataException>(() => FactorModelFile.Load(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static FactorModel Model(int? count = null, double sharePower = 0)
    {
        var random = new Random(5);
        int vectors = count ?? Ids.Length;
        var values = new float[vectors * Dimension];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(random.NextDouble() - 0.3);
        var spectrum = new float[Dimension];
        for (int i = 0; i < values.Length; i++) spectrum[i % Dimension] += values[i] * values[i];
        return new FactorModel(
            Ids.Length, [.. Enumerable.Range(0, vectors)], values, spectrum,
            new FactorSettings(0.1f, 0.01f, new HistoryWeighting(1, double.PositiveInfinity, sharePower)));
    }

    private static PopularityTable Popularity() =>
        new([1, 2, 3, 4, 5, 6], [10, 10, 10, 10, 10, 10], [], [], new Dictionary<string, int[]>());

    private static AlsSource Source(Shop shop, FactorModel model) => new(model, Popularity(), shop.Model(Ids));
}
