using Recsys.Pipeline.Features;
using static Recsys.Pipeline.Tests.Features.SmallModel;

namespace Recsys.Pipeline.Tests.Features;

[Collection(AloneCollection.Name)]
public sealed class RankerInputsTests
{
    private readonly ItemColumns _items = Items();
    private readonly UserProfile _profile = new();
    private readonly ItemVectors _vectors = new([1, 0, 0, 1, 0.5f, 0.5f, 0, 0], dimension: 2);
    private readonly RankerInputs _inputs = new(1, 64);

    [Fact]
    public void Gather_Candidates_AreInTheirOrderWithTheirUser()
    {
        Gather([2, 0, 3]);

        Assert.Equal((1, 3), (_inputs.Users, _inputs.Items));
        int width = RankerInputs.ItemDenseColumns, ids = RankerInputs.ItemIdColumns;
        Assert.Equal(_items.Dense(0).ToArray(), _inputs.ItemDense.Slice(width, width).ToArray());
        Assert.Equal([3L, 1L, 0L], Enumerable.Range(0, 3).Select(i => _inputs.ItemIds.Span[i * ids]));
        int dot = FeatureSchema.IndexOf(FeatureSchema.Cross, "cross_tower_dot");
        Assert.Equal(3f, _inputs.Cross.Span[dot]);
        Assert.Equal(2f, _inputs.Cross.Span[RankerInputs.CrossColumns + dot]);
    }

    [Fact]
    public void Gather_RowOutsideTheColumns_HasFiniteDefaults()
    {
        Gather([0, 12_345]);

        Assert.All(_inputs.ItemDense[RankerInputs.ItemDenseColumns..].ToArray(), value => Assert.Equal(0, value));
        Assert.All(_inputs.Cross.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.All(_inputs.ItemIds[RankerInputs.ItemIdColumns..].ToArray(), id => Assert.Equal(0, id));
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
