using Recsys.Pipeline.Interactions;
using Recsys.Training.Evidence;

namespace Recsys.Training.Tests.Evidence;

public sealed class EvidenceWeightsTests
{
    [Fact]
    public void Of_NoExponent_IsEmpty() =>
        Assert.Empty(EvidenceWeights.Of(Signals.Table(seed: 1), SignalExponents.None));

    [Theory]
    [InlineData(nameof(SignalExponents.Type))]
    [InlineData(nameof(SignalExponents.Rating))]
    [InlineData(nameof(SignalExponents.Dwell))]
    [InlineData(nameof(SignalExponents.Quantity))]
    [InlineData(nameof(SignalExponents.Value))]
    public void Of_AnySignal_IsBoundedAndOneOnAverage(string name)
    {
        var signal = Enum.Parse<Signal>(name);
        for (int seed = 0; seed < 5; seed++)
        {
            var table = Signals.Table(seed);
            Assert.Contains(signal, EvidenceWeights.Present(table));

            float[] weights = EvidenceWeights.Of(table, SignalExponents.None.With(signal, 1));

            Assert.Equal(table.Count, weights.Length);
            Assert.All(weights, weight => Assert.InRange(weight, 0.01f, 40f));
            if (signal == Signal.Type) continue;
            foreach (var type in table.Types.Distinct())
                Assert.Equal(1, weights.Where((_, row) => table.Types[row] == type).Average(), 1e-4);
        }
    }

    [Fact]
    public void Of_SeveralSignals_IsTheProductOfTheirPowers()
    {
        var table = Signals.Table(seed: 3);
        float[] dwell = EvidenceWeights.Of(table, new SignalExponents(Dwell: 1));
        float[] types = EvidenceWeights.Of(table, new SignalExponents(Type: 1));

        float[] both = EvidenceWeights.Of(table, new SignalExponents(Type: 0.5, Dwell: 1));

        for (int row = 0; row < both.Length; row++)
            Assert.Equal(dwell[row] * Math.Sqrt(types[row]), both[row], 1e-4);
    }

    [Fact]
    public void Of_WhatWasNotGiven_IsOne()
    {
        var table = Signals.Table(seed: 4);
        float[] weights = EvidenceWeights.Of(table, new SignalExponents(Dwell: 1));
        int missing = 0;

        for (int row = 0; row < weights.Length; row++)
            if (table.DwellsMs[row] == 0)
            {
                Assert.Equal(1, weights[row]);
                missing++;
            }

        Assert.True(missing > 0);
    }

    [Fact]
    public void Of_Type_CountsPurchasesAboveCartsAboveClicksAboveViews()
    {
        var table = Signals.Table(seed: 5);
        float[] weights = EvidenceWeights.Of(table, new SignalExponents(Type: 1));
        float Weight(InteractionType type) => weights[Array.IndexOf(table.Types, type)];

        Assert.True(Weight(InteractionType.Purchase) > Weight(InteractionType.AddToCart));
        Assert.True(Weight(InteractionType.AddToCart) > Weight(InteractionType.Click));
        Assert.True(Weight(InteractionType.Click) > Weight(InteractionType.View));
    }

    [Fact]
    public void Of_Dwell_IsReadAgainstWhatTheProductTakes()
    {
        // A minute is long for a postcard and short for a film, whatever else is in the shop.
        var rows = new List<Interaction>();
        for (int user = 0; user < 40; user++)
        {
            rows.Add(Signals.View(user, "postcard", 5_000 + (100 * user)));
            rows.Add(Signals.View(user, "film", 1_200_000 + (10_000 * user)));
        }
        rows.Add(Signals.View(99, "postcard", 60_000));
        rows.Add(Signals.View(99, "film", 60_000));
        var table = Signals.Table(rows);

        float[] weights = EvidenceWeights.Of(table, new SignalExponents(Dwell: 1));

        Assert.True(weights[^2] > 1.5);
        Assert.True(weights[^1] < 0.8);
    }

    [Fact]
    public void Of_DwellOfARareProduct_IsReadAgainstItsCategory()
    {
        var rows = new List<Interaction>();
        for (int user = 0; user < 40; user++)
            for (int film = 0; film < 5; film++)
            {
                rows.Add(Signals.View(user, $"film{film}", 1_200_000 + (10_000 * user)));
                rows.Add(Signals.View(user, $"card{film}", 4_000 + (100 * user)));
            }
        rows.Add(Signals.View(99, "new film", 60_000));
        rows.Add(Signals.View(99, "new card", 60_000));
        var table = Signals.Table(rows, id => id.Contains("film", StringComparison.Ordinal) ? "films" : "cards");

        float[] weights = EvidenceWeights.Of(table, new SignalExponents(Dwell: 1));

        Assert.True(weights[^2] < 0.8);
        Assert.True(weights[^1] > 1.2);
    }

    [Fact]
    public void Of_BadRatings_AreWeakEvidenceByTheCustomersOwnScale()
    {
        // One customer gives 3 to 5, another 1 to 3: a 3 is bad of the one and good of the other.
        var rows = new List<Interaction>();
        for (int item = 0; item < 60; item++)
        {
            rows.Add(Signals.Rating(0, $"p{item}", 3 + (item % 3)));
            rows.Add(Signals.Rating(1, $"p{item}", 1 + (item % 3)));
        }
        var table = Signals.Table(rows);

        float[] weights = EvidenceWeights.Of(table, new SignalExponents(Rating: 1));

        int kind = Enumerable.Range(0, 120).First(row => table.Users[row] == 0 && table.Values[row] == 3);
        int strict = Enumerable.Range(0, 120).First(row => table.Users[row] == 1 && table.Values[row] == 3);
        Assert.True(weights[kind] < 0.6);
        Assert.True(weights[strict] > 1.4);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("all the same")]
    [InlineData("one interaction")]
    [InlineData("one row of a thousand")]
    public void Present_NothingToTellRowsApartBy_IsNothing(string oddity)
    {
        var rows = oddity switch
        {
            "none" => Enumerable.Range(0, 50).Select(user => Signals.View(user, "p", 0)),
            "all the same" => Enumerable.Range(0, 50).Select(user => Signals.View(user, $"p{user % 3}", 7_000)),
            "one interaction" => [Signals.View(0, "p", 7_000)],
            _ => Enumerable.Range(0, 1000).Select(user => Signals.View(user, "p", user == 5 ? 7_000 : 0)),
        };

        Assert.Empty(EvidenceWeights.Present(Signals.Table([.. rows])));
    }

    [Fact]
    public void Of_ExtremeNumbers_IsFinite()
    {
        var rows = new List<Interaction>
        {
            Signals.View(0, "p", int.MaxValue), Signals.View(1, "p", 1),
            Signals.Rating(0, "p", float.MaxValue), Signals.Rating(1, "p", float.MinValue),
            Signals.Rating(2, "p", float.Epsilon), Signals.View(2, "q", 0) with { Value = float.MaxValue },
            Signals.View(3, "q", 3) with { Value = -1 }, Signals.View(3, "q", 3) with { Quantity = int.MaxValue },
        };

        float[] weights = EvidenceWeights.Of(Signals.Table(rows), new SignalExponents(1, 1, 1, 1, 1));

        Assert.All(weights, weight => Assert.True(float.IsFinite(weight) && weight > 0));
    }
}
