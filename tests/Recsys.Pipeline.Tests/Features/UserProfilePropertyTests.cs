using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using static Recsys.Pipeline.Tests.Features.SmallModel;

namespace Recsys.Pipeline.Tests.Features;

/// <summary>Random users of a shop of 60 products, against the definitions of the features.</summary>
public sealed class UserProfilePropertyTests
{
    private const int Rows = 60;
    private const int Known = 50;

    private readonly Random _random = new(17);
    private readonly UserProfile _profile = new();
    private readonly FeatureWorkflow _workflow;
    private readonly ItemColumns _items;
    private readonly ItemNeighbors _neighbors;

    public UserProfilePropertyTests()
    {
        _workflow = Workflow with { KnownProducts = Known };
        Product[] products = [.. Enumerable.Range(0, Rows).Select(row => new Product
        {
            Id = $"p{row}",
            Title = "thing",
            Categories = row % 3 == 0 ? [] : [row % 3 == 1 ? "mugs" : "bags"],
            Price = row % 7,
        })];
        int[] models = [.. Enumerable.Range(0, Rows).Select(row => row < Known ? Known - 1 - row : -1)];
        _items = ItemColumns.Build(
            _workflow, ItemContent.Build(_workflow, products, models), new ItemStatistics(Known));
        var (offsets, rows, weights) = (new List<int> { 0 }, new List<int>(), new List<float>());
        for (int model = 0; model < Known; model++)
        {
            foreach (int near in Enumerable.Range(0, _random.Next(12)).Select(_ => _random.Next(Known)).Distinct())
            {
                rows.Add(near);
                weights.Add(_random.NextSingle() - 0.1f);
            }
            offsets.Add(rows.Count);
        }
        _neighbors = new ItemNeighbors([.. offsets], [.. rows], [.. weights]);
    }

    [Fact]
    public void Load_AnyHistory_GivesTheFeaturesAsDefined()
    {
        for (int run = 0; run < 60; run++)
        {
            var history = History(1 + (run * 5));
            var plain = new PlainProfile(_items, _neighbors, history, Now);

            _profile.Load(_workflow, _items, _neighbors, history, "", Now);

            AssertNear(plain.Dense(), _profile.Dense);
            int[] tower = [.. plain.TowerRows];
            double sum = tower.Sum(plain.Recent);
            for (int i = 0; i < FeatureWorkflow.TowerHistory; i++)
            {
                Assert.Equal(i < tower.Length ? _items.Content.ModelRow(tower[i]) + 1 : 0, _profile.TowerIds[i]);
                Assert.Equal(i < tower.Length ? plain.Recent(tower[i]) / sum : 0, _profile.TowerWeights[i], 1e-6);
            }
        }
    }

    [Fact]
    public void FillCross_AnyHistory_GivesTheFeaturesAsDefined()
    {
        var values = new float[FeatureSchema.Cross.Count];
        for (int run = 0; run < 12; run++)
        {
            var history = History(1 + (run * 25));
            var plain = new PlainProfile(_items, _neighbors, history, Now);
            _profile.Load(_workflow, _items, _neighbors, history, "", Now);
            for (int row = 0; row < Rows; row++)
            {
                _profile.FillCross(row, row, values);
                AssertNear(plain.Cross(row, row), values);
            }
        }
    }

    // Training fills one product at a time.
    [Fact]
    public void FillCross_ManyAtOnce_AreWhatEachIsAloneToTheBit()
    {
        int columns = FeatureSchema.Cross.Count;
        for (int count = 0; count < 120; count += 7)
        {
            _profile.Load(_workflow, _items, _neighbors, History(200), "", Now);
            int[] rows = [.. Enumerable.Range(0, count).Select(_ => _random.Next(-1, Rows + 2))];
            float[] dots = [.. rows.Select(_ => _random.NextSingle())];
            var together = new float[count * columns];
            var alone = new float[columns];

            _profile.FillCross(rows, dots, together);

            for (int i = 0; i < count; i++)
            {
                _profile.FillCross(rows[i], dots[i], alone);
                Assert.Equal(
                    alone.Select(BitConverter.SingleToInt32Bits),
                    together.AsSpan(i * columns, columns).ToArray().Select(BitConverter.SingleToInt32Bits));
            }
        }
    }

    [Fact]
    public void FillCross_NobodyLoaded_IsRefused()
    {
        _profile.Load(_workflow, _items, _neighbors, History(5), "", Now);
        _profile.Clear();
        Assert.Throws<InvalidOperationException>(() => _profile.FillCross(0, 0, new float[10]));
    }

    private UserHistory History(int events)
    {
        var history = new UserHistory();
        for (int i = 0; i < events; i++)
        {
            bool priced = _random.Next(4) > 0;
            history.Apply(new HistoryEvent(
                _random.Next(Rows), Now - (long)(Math.Pow(_random.NextDouble(), 3) * 700 * Day),
                priced ? 0.5f + (20 * _random.NextSingle()) : 0, _random.Next(400),
                (InteractionType)_random.Next(1, 6)));
        }
        return history;
    }

    private static void AssertNear(double[] expected, ReadOnlySpan<float> actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            // A variance is the small difference of large numbers.
            bool variance = i == 9 && expected.Length == FeatureSchema.UserDense.Count;
            double allowed = variance ? 1e-4 : 2e-6 * (1 + Math.Abs(expected[i]));
            if (double.IsFinite(expected[i])) Assert.Equal(expected[i], actual[i], allowed);
            else Assert.Equal(double.IsNaN(expected[i]), float.IsNaN(actual[i]));
        }
    }
}
