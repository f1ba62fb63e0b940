using Recsys.Pipeline.Features;
using static Recsys.Pipeline.Tests.Features.SmallModel;

namespace Recsys.Pipeline.Tests.Features;

public sealed class UserProfileTests
{
    private readonly ItemColumns _items = Items();
    private readonly UserProfile _profile = new();

    [Fact]
    public void Load_Customer_FillsNumbersAndIds()
    {
        Load(Customer());

        Assert.Equal(MathF.Log(3), User("user_events"), 5);
        Assert.Equal(MathF.Log(2), User("user_distinct_products"), 5);
        Assert.Equal(MathF.Log(2), User("user_recent_events"), 5);
        Assert.Equal(MathF.Log(11), User("user_days_since_last"), 5);
        Assert.Equal(MathF.Log(71), User("user_days_since_first"), 5);
        Assert.Equal(MathF.Log(2), User("user_favourite_price"), 5);
        Assert.Equal(0.5f, User("user_repeat_share"), 5);
        Assert.Equal([Workflow.Countries.Id("France"), Workflow.Categories.Id("mugs")], _profile.Categorical.ToArray());
    }

    [Fact]
    public void Load_RequestNamesACountry_TakesThatOne()
    {
        _profile.Load(Workflow, _items, Neighbors, Customer(), "Germany", Now);
        Assert.Equal(Workflow.Countries.Id("Germany"), _profile.Categorical[0]);
    }

    [Fact]
    public void Load_Newcomer_LeavesWhatIsUnknownToTheDefaults()
    {
        Load(new UserHistory());

        Assert.True(float.IsNaN(User("user_days_since_last")));
        Assert.True(float.IsNaN(User("user_favourite_price")));
        Assert.All(_profile.TowerWeights.ToArray(), weight => Assert.Equal(0, weight));
        _profile.Normalize(Workflow.UserDense);
        Assert.DoesNotContain(float.NaN, _profile.Dense.ToArray());
    }

    [Fact]
    public void FillCross_NeighbourOfAPurchase_HasItsWeight()
    {
        Load(Customer());

        // One product bought twice counts once; its latest purchase is the latest event, so nothing of it has decayed.
        Assert.Equal(MathF.Log(0.501f), Cross(1, "cross_affinity"), 5);
        Assert.Equal(MathF.Log(0.501f), Cross(1, "cross_recent_affinity"), 5);
        Assert.Equal(0, Cross(1, "cross_relative_affinity"), 5);
        Assert.Equal(MathF.Log(0.251f) - MathF.Log(0.501f), Cross(2, "cross_relative_affinity"), 5);
        Assert.Equal(MathF.Log(0.001f), Cross(0, "cross_affinity"), 5);
    }

    [Fact]
    public void FillCross_BoughtAndNotBought_TellsThemApart()
    {
        Load(Customer());

        Assert.Equal(1, Cross(0, "cross_bought_before"));
        Assert.Equal(MathF.Log(3), Cross(0, "cross_times_bought"), 5);
        Assert.Equal(MathF.Log(11), Cross(0, "cross_days_since_bought"), 5);
        Assert.Equal(0, Cross(1, "cross_bought_before"));
        Assert.True(float.IsNaN(Cross(1, "cross_days_since_bought")));
        Assert.Equal(1, Cross(1, "cross_category_share"), 5);
        Assert.Equal(0, Cross(2, "cross_category_share"), 5);
        Assert.Equal(MathF.Log(2), Cross(1, "cross_price_distance"), 5);
    }

    [Fact]
    public void FillCross_PurchaseBeyondTheKeptEvents_IsStillBoughtBefore()
    {
        var history = new UserHistory();
        history.Apply(Purchase(1, Now - (90 * Day), 4));
        for (int i = 0; i < UserHistory.Capacity; i++) history.Apply(Purchase(0, Now - Day + i, 2));
        Load(history);

        Assert.Equal(1, Cross(1, "cross_bought_before"));
        Assert.Equal(0, Cross(1, "cross_times_bought"));
    }

    [Fact]
    public void FillCross_RowOutsideTheColumns_HasOnlyDefaults()
    {
        Load(Customer());
        Assert.Equal(MathF.Log(0.001f), Cross(500, "cross_affinity"), 5);
        Assert.True(float.IsNaN(Cross(500, "cross_price_distance")));
    }

    [Fact]
    public void Load_HistoryNamesRowsOutsideTheColumns_PassesOverThem()
    {
        var history = new UserHistory();
        history.Apply(Purchase(900, Now - Day, 5));
        Load(history);
        Assert.Equal(0, _profile.TowerIds[0]);
        Assert.Equal(1, _profile.TowerWeights[0]);
    }

    [Fact]
    public void TowerIds_LatestFirstWithoutRepeats_WeightsSumToOne()
    {
        var history = Customer();
        history.Apply(Purchase(1, Now - (10 * Day) + 60_000, 4));
        Load(history);

        Assert.Equal([2, 1, 0], _profile.TowerIds[..3].ToArray());
        Assert.Equal(1, _profile.TowerWeights.ToArray().Sum(), 5);
    }

    [Fact]
    public void Load_AfterAnotherUser_RemembersNothingOfThatOne()
    {
        var fresh = new UserProfile();
        fresh.Load(Workflow, _items, Neighbors, new UserHistory(), "", Now);
        Load(Customer());
        Load(new UserHistory());

        Assert.Equal(fresh.Dense.ToArray(), _profile.Dense.ToArray());
        Assert.Equal(fresh.Categorical.ToArray(), _profile.Categorical.ToArray());
        for (int row = 0; row < 4; row++)
            foreach (var feature in FeatureSchema.Cross)
                Assert.Equal(Cross(fresh, row, feature.Name), Cross(_profile, row, feature.Name));
    }

    private void Load(UserHistory history) => _profile.Load(Workflow, _items, Neighbors, history, "", Now);

    private float User(string name) => Of(_profile.Dense, FeatureSchema.UserDense, name);

    private float Cross(int row, string name) => Cross(_profile, row, name);

    private static float Cross(UserProfile profile, int row, string name)
    {
        var values = new float[FeatureSchema.Cross.Count];
        profile.FillCross(row, 0, values);
        return Of(values, FeatureSchema.Cross, name);
    }
}
