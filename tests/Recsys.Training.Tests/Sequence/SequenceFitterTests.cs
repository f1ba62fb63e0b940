using Recsys.Models.Fused;
using Recsys.Models;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Sequence;

namespace Recsys.Training.Tests.Sequence;

[Collection(AloneCollection.Name)]
public sealed class SequenceFitterTests
{
    private const long Day = 86_400_000;
    private const int Products = 40;

    [Fact]
    public void Fit_ProductsInACircle_KnowsTheNext()
    {
        var table = Circle();
        using var module = SequenceFitter.Fit(table, SyntheticShop.Options, null, default)!;
        var model = new FusedSequence(module);
        int right = 0;
        for (int product = 0; product < Products; product++)
        {
            int[] history = [.. Enumerable.Range(product + Products - 2, 3).Select(n => Item(table, n % Products))];
            right += Best(model, history) == Item(table, (product + 1) % Products) ? 1 : 0;
        }
        Assert.InRange(right, Products * 3 / 4, Products);
    }

    [Fact]
    public void Fit_Twice_GivesTheSameWeights()
    {
        using var one = SequenceFitter.Fit(Circle(), SyntheticShop.Options, null, default)!;
        using var other = SequenceFitter.Fit(Circle(), SyntheticShop.Options, null, default)!;
        Assert.Equal(Weights(one), Weights(other));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 50, 1)]
    [InlineData(100, 1, 50)]
    [InlineData(20, 5, 3)]
    [InlineData(3000, 40, 1)]
    public void Fit_TooLittleOrOneProductOrOneEach_HasNoModel(int users, int items, int times)
    {
        var builder = new InteractionTableBuilder();
        for (int user = 0; user < users; user++)
            for (int n = 0; n < times; n++) builder.Add(Purchase(user, (user + n) % items, n));
        Assert.Null(SequenceFitter.Fit(builder.Build(), SyntheticShop.Options, null, default));
    }

    [Fact]
    public void Fit_AllTimesEqual_HasNoModel()
    {
        var builder = new InteractionTableBuilder();
        for (int n = 0; n < 5000; n++) builder.Add(Purchase(n % 50, n * 7 % 40, 0) with { Id = $"{n}" });
        Assert.Null(SequenceFitter.Fit(builder.Build(), SyntheticShop.Options, null, default));
    }

    [Fact]
    public void Fit_Cancelled_Ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => SequenceFitter.Fit(Circle(), SyntheticShop.Options, null, cancelled.Token));
    }

    [Fact]
    public void Of_SinceARow_LearnsFromLaterOnesAlone()
    {
        var table = Circle();
        int first = table.Count * 9 / 10;
        var all = SequenceData.Of(table, 1, default);
        var since = SequenceData.Of(table, 1, default, first);

        Assert.InRange(since.Positions, 1, table.Count - first);
        Assert.InRange(since.Positions, 1, all.Positions / 5);
        Assert.All(since.Parts, part => Assert.InRange(part.From, part.Start + 1, part.End - 1));
        Assert.Equal(since.Positions, since.Parts.Sum(part => (long)part.Targets));
        Assert.Equal(all.Positions, all.Parts.Sum(part => (long)part.Positions));
        Assert.Equal(0, SequenceData.Of(table, 1, default, table.Count).Positions);
    }

    [Fact]
    public void Continue_NothingNew_IsTheSameModel()
    {
        using var start = SequenceFitter.Fit(Circle(), SyntheticShop.Options, null, default)!;
        float[] before = Weights(start);
        var table = Circle();

        using var after = SequenceFitter.Continue(start, table, table.Count, SyntheticShop.Options, null, default);

        Assert.Equal(before, Weights(after));
    }

    [Fact]
    public void Continue_NewRows_FindsHeldOutProductsNoWorse()
    {
        var table = Circle();
        int first = table.Count * 8 / 10;
        using var start = SequenceFitter.Fit(table.FirstRows(first), SyntheticShop.Options, null, default)!;
        var data = SequenceData.Of(table, SyntheticShop.Options.Seed, default, first);
        using var before = new SequenceTrainer(data, 64, 0.2f, 1, start.Clone());
        double had = before.Measure(default);

        using var after = new SequenceTrainer(
            data, 64, 0.2f, 1,
            SequenceFitter.Continue(start, table, first, SyntheticShop.Options, null, default));

        Assert.InRange(after.Measure(default), had, 1);
    }

    [Fact]
    public void Epoch_LossNotANumber_StopsAndNamesTheBatch()
    {
        var table = Circle();
        var data = SequenceData.Of(table, 1, default);
        using var trainer = new SequenceTrainer(data, 16, 0.2f, 1);
        var broken = new float[16];
        broken[0] = float.NaN;
        trainer.Module.WriteParameter("last_shift", broken);

        var failure = Assert.Throws<BrokenBatchException>(
            () => trainer.Epoch(2, long.MaxValue, (_, _) => { }, default));

        string message = failure.Describe(table).Message;
        Assert.Contains("\"sequences\", epoch 2, batch 1 of ", message, StringComparison.Ordinal);
        Assert.Contains("NaN", message, StringComparison.Ordinal);
        Assert.Contains($"customer '{table.UserIds[failure.Rows[0].User]}'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_CoverEveryProductButTheFirstOnce()
    {
        var builder = new InteractionTableBuilder();
        for (int n = 0; n < 130; n++) builder.Add(Purchase(0, n, n));
        var data = SequenceData.Of(builder.Build(), 1, default);
        var items = new int[200];
        var predicted = new List<int>();

        foreach (var part in data.Parts)
        {
            int count = data.Fill(part, new Random(1), items);
            Assert.InRange(count, 2, 51);
            predicted.AddRange(items[1..count]);
        }

        Assert.Equal(Enumerable.Range(1, 129), predicted.Order());
        Assert.Equal(129, data.Positions);
    }

    [Fact]
    public void Fill_OneMoment_IsShuffledWithinIt()
    {
        var builder = new InteractionTableBuilder();
        for (int n = 0; n < 30; n++) builder.Add(Purchase(0, n, n / 10));
        var data = SequenceData.Of(builder.Build(), 1, default);
        var items = new int[30];

        data.Fill(data.Parts[0], new Random(1), items);

        Assert.NotEqual(Enumerable.Range(0, 30), items);
        for (int moment = 0; moment < 3; moment++)
            Assert.Equal(Enumerable.Range(moment * 10, 10), items[(moment * 10)..((moment + 1) * 10)].Order());
    }

    private static int Best(FusedSequence model, int[] history)
    {
        var vector = new float[model.Dimension];
        model.Encode(history, vector);
        return Enumerable.Range(0, model.Products).MaxBy(item => ItemVectors.Dot(model.ItemVector(item), vector));
    }

    private static float[] Weights(TorchModule module) => [.. module.Parameters.SelectMany(parameter =>
    {
        var values = new float[parameter.Elements];
        module.ReadParameter(parameter.Name, values);
        return values;
    })];

    private static int Item(InteractionTable table, int product) =>
        table.TryGetItem($"p{product}", out int item) ? item : -1;

    // Everybody starts somewhere and goes on to the next product, now and then to any.
    private static InteractionTable Circle()
    {
        var builder = new InteractionTableBuilder();
        var random = new Random(3);
        for (int user = 0; user < 300; user++)
            for (int n = 0, product = random.Next(Products); n < 20; n++)
            {
                builder.Add(Purchase(user, product, n));
                product = random.Next(10) == 0 ? random.Next(Products) : (product + 1) % Products;
            }
        return builder.Build();
    }

    private static Interaction Purchase(int user, int product, int day) => new()
    {
        Id = $"{user}-{day}", CustomerId = $"u{user}", ProductId = $"p{product}", Type = InteractionType.Purchase,
        TimeMs = (15_000 + day) * Day, Quantity = 1, Price = 1,
    };
}
