using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Features;

namespace Recsys.Storage.Tests.Features;

public class RecordMigrationTests
{
    private static readonly IReadOnlyList<OnlineFeature> Before = OnlineFeatureSchema.Standard.Customer;

    private static readonly OnlineFeature Added = new()
    {
        Name = "rating_sum",
        Kind = OnlineFeatureKind.Sum,
        Input = OnlineInput.Value,
        Meaning = "Ratings.",
    };

    // In another order, one added in front, one gone, one that counts something else under the old name.
    private static readonly OnlineFeature[] After =
    [
        Added,
        .. Before.Reverse().Where(feature => feature.Name != "spend").Select(feature => feature.Name switch
        {
            "categories" => feature with { Types = [InteractionType.Purchase] },
            _ => feature,
        }),
    ];

    [Fact]
    public void Apply_OtherSchema_KeepsWhatBothHaveAndStartsTheRest() => Property.Holds(
        FeatureCases.Interactions(120),
        items =>
        {
            if (items.Length == 0) return true;
            var old = new LayoutRegister(OnlineFeatureSchema.Standard);
            var run = new FeatureRecordRun(old, OnlineEntity.Customer);
            var before = new OnlineFeatureReplay();
            int half = items.Length / 2;
            foreach (var item in items[..(half + 1)]) Apply(run, before, item);
            var wasThen = before.Customer("ann")!;

            var register = new LayoutRegister(Schema(After));
            register.Load(old.Capture());
            run = run.Under(register);
            CompareKept(wasThen, run.Features(After)!, started: 0);

            var all = new OnlineFeatureReplay();
            foreach (var item in items[..(half + 1)]) all.Apply(Of(item), FeatureCases.Product(Row(item)), Row(item));
            foreach (var item in items[(half + 1)..]) Apply(run, all, item);
            CompareKept(all.Customer("ann")!, run.Features(After)!, started: items.Length - half - 1);
            return true;
        }, count: 40);

    [Fact]
    public void Apply_SmallerLimits_KeepsWhatMattersMost() => Property.Holds(
        FeatureCases.Interactions(120),
        items =>
        {
            if (items.Length == 0) return true;
            var old = new LayoutRegister(OnlineFeatureSchema.Standard);
            var run = new FeatureRecordRun(old, OnlineEntity.Session);
            var reference = new OnlineFeatureReplay();
            foreach (var item in items) Apply(run, reference, item);
            var before = reference.Session("visit")!;

            var register = new LayoutRegister(FeatureCases.SmallSchema);
            register.Load(old.Capture());
            var after = run.Under(register).Features(FeatureCases.SmallSchema.Session)!;
            // Read under another schema a record shows what it holds; limits take effect when it is next written.
            run = run.Under(register);
            var late = items[0] with { Type = InteractionType.View, TimeMs = 1, Country = "" };
            run.Apply(Of(late) with { ProductId = "p0" }, FeatureCases.Product(0), 0);
            after = run.Features(FeatureCases.SmallSchema.Session)!;
            Assert.Equal(
                before["recent_events"].Events.TakeLast(7).Select(item => item.TimeMs),
                after["recent_events"].Events.TakeLast(Math.Min(7, items.Length)).Select(item => item.TimeMs));
            Assert.Equal(
                before["categories"].Counts.Take(3).Select(count => count.Key),
                after["categories"].Counts.Select(count => count.Key));
            Assert.Equal(before["purchased_products"].Rows.Take(5), after["purchased_products"].Rows);
            return true;
        }, count: 40);

    [Fact]
    public void Load_SameSchema_KeepsTheNumbers()
    {
        var old = new LayoutRegister(OnlineFeatureSchema.Standard);
        var again = new LayoutRegister(OnlineFeatureSchema.Standard);
        again.Load(old.Capture());
        foreach (var entity in Enum.GetValues<OnlineEntity>())
            Assert.Equal(old.Current(entity).Number, again.Current(entity).Number);
        Assert.Equal(old.Capture(), again.Capture());

        // Back to a schema that was there before: its number is used again.
        var other = new LayoutRegister(Schema(After));
        other.Load(old.Capture());
        Assert.Equal(3, other.Current(OnlineEntity.Customer).Number);
        Assert.Equal(old.Current(OnlineEntity.Session).Number, other.Current(OnlineEntity.Session).Number);
        var back = new LayoutRegister(OnlineFeatureSchema.Standard);
        back.Load(other.Capture());
        Assert.Equal(old.Current(OnlineEntity.Customer).Number, back.Current(OnlineEntity.Customer).Number);
    }

    [Fact]
    public void Load_Damaged_SaysSo()
    {
        byte[] good = new LayoutRegister(OnlineFeatureSchema.Standard).Capture();
        for (int length = 0; length < good.Length; length += 7)
        {
            var register = new LayoutRegister(OnlineFeatureSchema.Standard);
            Assert.Throws<InvalidDataException>(() => register.Load(good.AsSpan(0, length)));
        }
    }

    private static OnlineFeatureSchema Schema(IReadOnlyList<OnlineFeature> customer) =>
        new(customer, OnlineFeatureSchema.Standard.Session, OnlineFeatureSchema.Standard.Product);

    private static Interaction Of(Interaction item) => item with { CustomerId = "ann", SessionId = "visit", Value = 2 };

    private static int Row(Interaction item) => int.Parse(item.ProductId[1..]);

    private static void Apply(FeatureRecordRun run, OnlineFeatureReplay reference, Interaction item)
    {
        run.Apply(Of(item), FeatureCases.Product(Row(item)), Row(item));
        reference.Apply(Of(item), FeatureCases.Product(Row(item)), Row(item));
    }

    private static void CompareKept(OnlineFeatureSet expected, OnlineFeatureSet actual, int started)
    {
        Assert.Equal(After.Select(feature => feature.Name), actual.Values.Select(value => value.Feature.Name));
        Assert.Equal(started * 2, actual["rating_sum"].Number);
        Assert.InRange(actual["categories"].Counts.Sum(count => count.Count), 0, started);
        string[] others = ["rating_sum", "categories"];
        foreach (var value in actual.Values.Where(value => !others.Contains(value.Feature.Name)))
        {
            Assert.Null(OnlineFeatureSet.Difference(
                new OnlineFeatureSet(expected.Entity, [expected[value.Feature.Name]]),
                new OnlineFeatureSet(actual.Entity, [value])));
        }
    }
}
