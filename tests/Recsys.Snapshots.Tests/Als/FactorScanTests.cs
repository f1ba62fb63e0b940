using Recsys.Snapshots.Als;
using Recsys.Snapshots.ItemToItem;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Tests.Als;

/// <summary>Coded vectors find what whole ones do, with the same scores.</summary>
public sealed class FactorScanTests
{
    private const int Products = 5_000, Dimension = 64;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Take_Coded_FindsWhatWholeOnesFindWithTheirScores(bool withFactors)
    {
        var model = Model(seed: 1);
        float[] factors = withFactors ? Factors() : [];
        var whole = new FactorScan(model, null, factors);
        var coded = new FactorScan(model, new CodedVectors(model.Vectors, Dimension), factors);
        int missed = 0, wanted = 0;
        for (int seed = 10; seed < 30; seed++)
        {
            var best = TakeFrom(whole, seed, 200);
            var found = TakeFrom(coded, seed, 200);
            Assert.Equal(200, found.Count);
            Assert.Equal(found.OrderByDescending(one => one.Score), found);
            foreach (var (row, score) in found)
                Assert.Equal(whole.ScoreOf(model.PlaceOf(row)), score, 1e-4f * Math.Abs(score));
            missed += best.Select(one => one.Row).Except(found.Select(one => one.Row)).Count();
            wanted += best.Count;
        }
        Assert.InRange(missed / (double)wanted, 0, 0.002);
    }

    [Fact]
    public void Take_LotAfterLot_GivesEveryProductOnceAndThenNoMore()
    {
        var model = Model(seed: 2);
        var scan = new FactorScan(model, new CodedVectors(model.Vectors, Dimension), []);
        Fill(scan, seed: 5);
        var rows = new int[37];
        var scores = new float[37];
        var all = new List<int>();
        for (int taken; (taken = scan.Take(rows, scores, spare: 10)) > 0;)
        {
            Assert.All(scores[..taken], score => Assert.True(score > 0));
            all.AddRange(rows[..taken]);
        }

        Assert.Equal(all.Count, all.Distinct().Count());
        int positive = Enumerable.Range(0, model.Count).Count(place => scan.ScoreOf(place) > 0);
        // What is next to nothing may be coded as nothing.
        Assert.InRange(all.Count, 0.99 * positive, positive);
        // From the best on once more.
        scan.Begin();
        Assert.Equal(37, scan.Take(rows, scores, spare: 0));
        Assert.Equal(all.Take(37), rows);
    }

    [Fact]
    public void Code_FewNumbers_ComparesWholeVectors()
    {
        Assert.Null(FactorScan.Code(Model(seed: 1)));
        const int Long = 128, Many = (FactorScan.MostWhole / Long) + 1;
        var large = new FactorModel(
            Many, [.. Enumerable.Range(0, Many)], new float[Many * Long], new float[Long], Settings);
        Assert.Equal(Many, FactorScan.Code(large)!.Count);
    }

    private static readonly FactorSettings Settings =
        new(0.1f, 0.01f, new HistoryWeighting(1, double.PositiveInfinity, 0));

    private static List<(int Row, float Score)> TakeFrom(FactorScan scan, int seed, int count)
    {
        Fill(scan, seed);
        var rows = new int[count];
        var scores = new float[count];
        int taken = scan.Take(rows, scores, spare: 50);
        return [.. rows.Zip(scores).Take(taken)];
    }

    private static void Fill(FactorScan scan, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < Dimension; i++) scan.Vector[i] = Normal(random);
        scan.Compare();
        scan.Begin();
    }

    private static FactorModel Model(int seed)
    {
        var random = new Random(seed);
        var values = new float[Products * Dimension];
        for (int i = 0; i < values.Length; i++) values[i] = Normal(random);
        // Every other product of the version has a vector.
        int[] rows = [.. Enumerable.Range(0, Products).Select(i => 2 * i)];
        return new FactorModel(2 * Products, rows, values, new float[Dimension], Settings);
    }

    private static float[] Factors()
    {
        var random = new Random(9);
        return [.. Enumerable.Range(0, 2 * Products).Select(_ => 0.2f + (float)random.NextDouble())];
    }

    private static float Normal(Random random) => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble()));
}
