using System.Numerics.Tensors;
using Recsys.Pipeline.Interactions;

namespace Recsys.Synthetic.Tests;

/// <summary>Laws that a shop's numbers follow; 20,000 products are enough to see them.</summary>
public class LawTests
{
    private static readonly SyntheticShape Shape = new() { Products = 20_000, Customers = 4_000, Seed = 3 };
    private static readonly ProductSpace Space = new(Shape);
    private static readonly ProductLaw Products = new(Shape, Space, EndMs);
    private static readonly HistoryLaw Histories = new(Shape, Space);
    private const long EndMs = 1_750_000_000_000;

    [Fact]
    public void Vectors_AreOfLengthOne_AndDrawnAgainTheSame()
    {
        float[] once = new float[64], again = new float[64];
        var same = new ProductSpace(Shape);
        for (int product = 0; product < 500; product++)
        {
            Space.Vector(product, once);
            same.Vector(product, again);
            Assert.Equal(1, TensorPrimitives.Norm<float>(once), 5);
            Assert.Equal(once, again);
        }
    }

    [Fact]
    public void Vectors_OfOneCluster_AreNearerThanOfTwo()
    {
        double within = 0, across = 0;
        float[] a = new float[64], b = new float[64], c = new float[64];
        for (int i = 0; i < 500; i++)
        {
            int start = Space.Starts[i % 50];
            Space.Vector(Space.Members[start], a);
            Space.Vector(Space.Members[start + 1], b);
            Space.Vector(Space.Members[Space.Starts[50 + (i % 49)]], c);
            within += TensorPrimitives.Dot<float>(a, b) / 500;
            across += TensorPrimitives.Dot<float>(a, c) / 500;
        }
        Assert.InRange(within, 0.6, 0.85);
        Assert.InRange(across, -0.1, 0.4);
    }

    [Fact]
    public void Members_AreEveryProductOnce_InItsCluster()
    {
        Assert.Equal(Enumerable.Range(0, Shape.Products), Space.Members.Order());
        for (int cluster = 0; cluster < Space.Clusters; cluster++)
            foreach (int product in Space.Members[Space.Starts[cluster]..Space.Starts[cluster + 1]])
                Assert.Equal(cluster, Space.ClusterOf(product));
    }

    [Fact]
    public void Clusters_AreOfZipfSizes()
    {
        int[] sizes = [.. Enumerable.Range(0, Space.Clusters).Select(
            cluster => Space.Starts[cluster + 1] - Space.Starts[cluster])];

        // 1 / (k + 1)^0.7: the 32nd is a tenth to an eighth of the first.
        double ratio = (double)sizes[0] / sizes[30..34].Average();
        Assert.InRange(ratio, 8, 16);
    }

    [Fact]
    public void Zipf_HalvesTheRank_DoublesTheCount()
    {
        var counts = new int[1000];
        var draw = new Draw(1, DrawOf.Sample, 1);
        for (int i = 0; i < 200_000; i++) counts[draw.Zipf(1000)]++;

        Assert.InRange((double)counts[9..11].Sum() / counts[19..23].Sum() * 2, 1.7, 2.3);
        Assert.True(counts[999] > 0);
    }

    [Fact]
    public void Noise_HasMeanZeroAndDeviationOne()
    {
        var values = new float[200_000];
        new Draw(1, DrawOf.Sample, 2).Fill(values);

        Assert.Equal(0, values.Average(), 0.01);
        Assert.Equal(1, Math.Sqrt(values.Average(value => (double)value * value)), 0.01);
        Assert.All(values, value => Assert.InRange(value, -3.5f, 3.5f));
    }

    [Fact]
    public void Histories_AreOfFiveToSixtyEvents_FifteenInTheMean()
    {
        int[] counts = [.. Enumerable.Range(0, Shape.Customers).Select(Histories.CountOf)];

        Assert.All(counts, count => Assert.InRange(count, HistoryLaw.Fewest, HistoryLaw.Most));
        Assert.InRange(counts.Average(), 13.5, 15.5);
    }

    [Fact]
    public void Histories_KeepToAFewClusters()
    {
        double clusters = 0;
        for (int customer = 0; customer < 500; customer++)
        {
            var events = new DrawnEvent[Histories.CountOf(customer)];
            Histories.Fill(customer, events);
            clusters += events.Select(what => Space.ClusterOf(what.Product)).Distinct().Count() / 500.0;
        }
        Assert.InRange(clusters, 1.5, 5);
    }

    [Fact]
    public void Events_AreInOrderOfTime_OfEveryType_AndBeforeTheEnd()
    {
        var events = EventTable.Make(Shape, Histories, Products, EndMs, default);
        var types = new HashSet<InteractionType>();
        long before = 0;
        for (int position = 0; position < events.Count; position++)
        {
            var what = events.At(position);
            Assert.True(what.TimeMs >= before);
            before = what.TimeMs;
            types.Add(what.Type);
        }
        Assert.True(before < EndMs);
        Assert.Equal(5, types.Count);
    }

    [Fact]
    public void Products_AreDescribedAsAShopWould()
    {
        var products = Enumerable.Range(0, 5000).Select(Products.Product).ToArray();

        Assert.Equal("p0000001", products[0].Id);
        Assert.All(products, product => Assert.InRange(product.Title.Split(' ').Length, 3, 8));
        Assert.All(products, product => Assert.InRange(product.Price, 0.1, 2000));
        Assert.InRange(products.Count(product => product.Stock == 0), 50, 150);
        Assert.InRange(products.Count(product => product.Promoted), 5, 60);
        Assert.InRange(products.Count(product => product.ShipsToCountries.Count > 0), 150, 350);
        Assert.All(products, product => Assert.True(product.SaleStartMs < EndMs));
        Assert.True(products.Select(product => product.Brand).Distinct().Count() > 50);
    }

    [Fact]
    public void Words_AreAllDifferent() =>
        Assert.Equal(343_000, Enumerable.Range(0, 343_000).Select(Names.Word).Distinct().Count());

    [Fact]
    public void Name_OfEqualShapes_IsEqual_AndOfOthersIsNot()
    {
        Assert.Equal(Shape.Name, (Shape with { }).Name);
        SyntheticShape[] others =
        [
            Shape with { Products = 20_001 }, Shape with { Customers = 1 }, Shape with { Seed = 4 },
            Shape with { Dimension = 32 }, Shape with { Ranker = SyntheticRanker.Standard },
        ];
        Assert.Equal(6, others.Append(Shape).Select(shape => shape.Name).Distinct().Count());
    }
}
