using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Features;
using Recsys.Storage.Records;

namespace Recsys.Storage.Tests.Features;

public class RecordFoldTests
{
    public static TheoryData<OnlineEntity, bool> Entities => new()
    {
        { OnlineEntity.Customer, false }, { OnlineEntity.Session, false }, { OnlineEntity.Product, false },
        { OnlineEntity.Session, true }, { OnlineEntity.Product, true },
    };

    // The reference keeps all interactions and goes by the definitions; it shares no code with the records.
    [Theory]
    [MemberData(nameof(Entities))]
    public void TryApply_AnyInteractions_GivesFeaturesAsDefined(OnlineEntity entity, bool small) => Property.Holds(
        FeatureCases.Interactions(300),
        items =>
        {
            var schema = small ? FeatureCases.SmallSchema : OnlineFeatureSchema.Standard;
            var run = new FeatureRecordRun(new LayoutRegister(schema), entity);
            var reference = new OnlineFeatureReplay(schema);
            foreach (var item in items)
            {
                // All of them are one customer's, in one session; as a product's, they are of one product.
                int row = entity == OnlineEntity.Product ? 3 : int.Parse(item.ProductId[1..]);
                var one = item with { CustomerId = "ann", SessionId = "visit" };
                run.Apply(one, FeatureCases.Product(row), row);
                reference.Apply(one, FeatureCases.Product(row), row);
            }
            var expected = entity switch
            {
                OnlineEntity.Customer => reference.Customer("ann"),
                OnlineEntity.Session => reference.Session("visit"),
                _ => reference.Product(3),
            };
            Assert.Null(OnlineFeatureSet.Difference(expected, run.Features(schema.Of(entity))));
            return true;
        }, count: 60);

    [Fact]
    public void TryApply_NoRoom_ChangesNothing()
    {
        var layouts = new LayoutRegister(OnlineFeatureSchema.Standard);
        var layout = layouts.Current(OnlineEntity.Customer);
        byte[] record = [.. layout.Empty];
        var input = new FeatureInput
        {
            Entity = OnlineEntity.Customer,
            Event = new(1, Samples.StartMs, 2, 3, Pipeline.Interactions.InteractionType.Purchase),
            Price = 2,
        };
        Assert.False(RecordFold.TryApply(layout, record, input));
        Assert.Equal(layout.Empty, record);
    }

    [Fact]
    public void TryApply_SessionWithCustomer_KeepsWhoWasLastSeen()
    {
        var layouts = new LayoutRegister(OnlineFeatureSchema.Standard);
        var run = new FeatureRecordRun(layouts, OnlineEntity.Session);
        var item = Samples.Interaction(1, "ann") with { SessionId = "visit" };
        run.Apply(item with { CustomerId = "" }, FeatureCases.Product(0), 0, position: 5);
        Assert.Equal((UInt128.Zero, 0), (RecordHead.Owner(run.Record), RecordHead.OwnerPosition(run.Record)));
        run.Apply(item, FeatureCases.Product(0), 0, position: 64);
        // It stays through growth, and through interactions that name nobody.
        for (int i = 0; i < 50; i++)
            run.Apply(item with { CustomerId = "" }, FeatureCases.Product(i), i, position: 100 + i);
        Assert.Equal((Hash128.Of("ann"u8), 64), (RecordHead.Owner(run.Record), RecordHead.OwnerPosition(run.Record)));
    }

    [Theory]
    [InlineData(OnlineEntity.Customer, 220)]
    [InlineData(OnlineEntity.Session, 240)]
    public void Record_OfOneEvent_IsSmall(OnlineEntity entity, int most)
    {
        var run = new FeatureRecordRun(new LayoutRegister(OnlineFeatureSchema.Standard), entity);
        run.Apply(Samples.Interaction(1) with { Country = "NO" }, FeatureCases.Product(1), 1);
        Assert.InRange(run.Record.Length, 1, most);
    }

    [Fact]
    public void Record_Growing_IsCopiedRarely()
    {
        var run = new FeatureRecordRun(new LayoutRegister(OnlineFeatureSchema.Standard), OnlineEntity.Customer);
        for (int i = 0; i < 2000; i++)
            run.Apply(Samples.Interaction(i) with { Country = "NO" }, FeatureCases.Product(i % 40), i % 40);
        Assert.InRange(run.Copies, 2, 20);
    }

    // What docs/features.md says that records take.
    [Theory]
    [InlineData(OnlineEntity.Customer, 12_170)]
    [InlineData(OnlineEntity.Session, 2_914)]
    public void Record_WithAllLimitsReached_TakesWhatIsDocumented(OnlineEntity entity, int bytes)
    {
        var run = new FeatureRecordRun(new LayoutRegister(OnlineFeatureSchema.Standard), entity);
        string country = new('x', StorageLimits.CountryBytes);
        for (int i = 0; i < 1000; i++)
        {
            var product = new Product { Id = $"p{i % 100}", Categories = [$"c{i % 100}"], Brand = $"b{i % 100}" };
            var type = i < 100 ? InteractionType.Purchase : (InteractionType)(1 + (i % 5));
            var one = Samples.Interaction(i) with { Type = type, Country = country, SessionId = "visit" };
            run.Apply(one, product, i % 100);
        }
        Assert.Equal(bytes, run.Record.Length);
    }
}
