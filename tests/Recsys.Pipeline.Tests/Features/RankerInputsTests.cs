using Recsys.Pipeline.Features;
using static Recsys.Pipeline.Tests.Features.SmallModel;

namespace Recsys.Pipeline.Tests.Features;

[Collection(AloneCollection.Name)]
public sealed class RankerInputsTests
{
    private readonly ItemColumns _items = Items();
    private readonly UserProfile _profile = new();
    private readonly ItemVectors _vectors = new([1, 0, 0, 1, 0.5f, 0.5f, 0, 0], dimension: 2);
    private readonly RankerInputs _inputs = new(RankerDescription.Standard, 1, 64);

    [Fact]
    public void Gather_Candidates_AreInTheirOrderWithTheirUser()
    {
        Gather([2, 0, 3]);

        Assert.Equal((1, 3), (_inputs.Users, _inputs.Items));
        int width = _inputs.ItemDenseColumns, ids = _inputs.ItemIdColumns;
        Assert.Equal(_items.Dense(0).ToArray(), _inputs.ItemDense.Slice(width, width).ToArray());
        Assert.Equal([3L, 1L, 0L], Enumerable.Range(0, 3).Select(i => _inputs.ItemIds.Span[i * ids]));
        int dot = FeatureSchema.IndexOf(FeatureSchema.Cross, "cross_tower_dot");
        Assert.Equal(3f, _inputs.Cross.Span[dot]);
        Assert.Equal(2f, _inputs.Cross.Span[_inputs.CrossColumns + dot]);
    }

    [Fact]
    public void Gather_RowOutsideTheColumns_HasFiniteDefaults()
    {
        Gather([0, 12_345]);

        Assert.All(_inputs.ItemDense[_inputs.ItemDenseColumns..].ToArray(), value => Assert.Equal(0, value));
        Assert.All(_inputs.Cross.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.All(_inputs.ItemIds[_inputs.ItemIdColumns..].ToArray(), id => Assert.Equal(0, id));
    }

    [Fact]
    public void Gather_DescribedColumns_AreThoseNamedInTheirOrder()
    {
        var shape = RankerDescription.Standard with
        {
            UserDense = ["user_repeat_share", "user_events"],
            UserCategorical = ["user_recent_1", "user_country", "user_recent_8"],
            ItemDense = ["item_price", "item_decayed_7d"],
            ItemCategorical = ["item_word_2", "item_id", "item_word_1"],
            Cross = ["cross_bought_before", "cross_tower_dot"],
        };
        var inputs = new RankerInputs(shape, 1, 2);
        Gather([0, 1]);
        float[] user = [2, 4];

        inputs.Gather(Workflow, _items, _profile, _vectors, user, [0, 1]);

        Assert.Equal([_profile.Dense[11], _profile.Dense[0]], inputs.UserDense.ToArray());
        Assert.Equal([1, _profile.Categorical[0], 0], inputs.UserIds.ToArray());
        Assert.Equal([_items.Dense(1)[10], _items.Dense(1)[0]], inputs.ItemDense[2..].ToArray());
        Assert.Equal([_items.Content.Words(1)[1], 2, _items.Content.Words(1)[0]], inputs.ItemIds[3..].ToArray());
        Assert.Equal([1f, 2f, 0f, 4f], inputs.Cross.ToArray());
    }

    [Fact]
    public void Gather_NoNumbersDescribed_GathersIdsAlone()
    {
        var inputs = new RankerInputs(RankerDescription.Reference(8), 1, 3);
        Gather([0]);

        inputs.Gather(Workflow, _items, _profile, _vectors, [], [0, 12_345, 2]);

        Assert.Equal((10, 10), (inputs.UserIds.Length, inputs.ItemIdColumns));
        Assert.Equal((0, 0), (inputs.ItemDense.Length, inputs.Cross.Length));
        Assert.All(inputs.ItemIds.Slice(10, 10).ToArray(), id => Assert.Equal(0, id));
        Assert.Equal(3, inputs.ItemIds.Span[20]);
    }

    [Fact]
    public void LoadAndGather_AgainAndAgain_AllocateNothing()
    {
        int[] rows = [.. Enumerable.Range(0, 64).Select(i => i % 4)];
        float[] user = [3, 4];
        var history = Customer();
        Round();
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 10; i++) Round();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Round()
        {
            _profile.Load(Workflow, _items, Neighbors, history, "", Now);
            _profile.Normalize(Workflow.UserDense);
            _inputs.Gather(Workflow, _items, _profile, _vectors, user, rows);
        }
    }

    private void Gather(int[] rows)
    {
        _profile.Load(Workflow, _items, Neighbors, Customer(), "", Now);
        _profile.Normalize(Workflow.UserDense);
        float[] user = [2, 4];
        _inputs.Gather(Workflow, _items, _profile, _vectors, user, rows);
    }
}
