using Recsys.Models;
using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;

namespace Recsys.Synthetic;

/// <summary>
/// Customers and candidates as a ranker meets them: numbers of mean 0 and deviation 1, and half of the products of the
/// clusters that the customer's own are of.
/// </summary>
internal sealed class RankerSample(ShopMaking shop, FeatureWorkflow workflow, RankerDescription shape)
{
    private const int Users = 32, ItemsPerUser = 32, Items = Users * ItemsPerUser;
    private Draw _draw = new(shop.Shape.Seed, DrawOf.Sample, 1);

    /// <summary>The ranker's log odds of them.</summary>
    public float[] Logits(TorchModule module)
    {
        int numbers = shape.ItemDense.Count, cross = shape.Cross.Count;
        var userIds = new long[Users * shape.UserCategorical.Count];
        var itemIds = new long[Items * shape.ItemCategorical.Count];
        var users = new long[Items];
        for (int user = 0; user < Users; user++)
        {
            int cluster = shop.Space.ClusterAt(_draw.Unit());
            FillIds(shape.UserCategorical, userIds, user, cluster);
            for (int i = user * ItemsPerUser; i < (user + 1) * ItemsPerUser; i++)
            {
                users[i] = user;
                FillIds(shape.ItemCategorical, itemIds, i, (i & 1) == 0 ? cluster : shop.Space.ClusterAt(_draw.Unit()));
            }
        }
        var logits = new float[Items];
        module.Forward(RankerModule.LogitsMethod,
        [
            TorchInput.FromFloats(Numbers(Users * shape.UserDense.Count), Users, shape.UserDense.Count),
            TorchInput.FromInt64(userIds, Users, shape.UserCategorical.Count),
            TorchInput.FromInt64(users, Items),
            TorchInput.FromFloats(Numbers(Items * numbers), Items, numbers),
            TorchInput.FromInt64(itemIds, Items, shape.ItemCategorical.Count),
            TorchInput.FromFloats(Numbers(Items * cross), Items, cross),
        ], logits);
        return logits;
    }

    private void FillIds(IReadOnlyList<string> features, long[] ids, int row, int cluster)
    {
        int start = shop.Space.Starts[cluster], length = shop.Space.Starts[cluster + 1] - start;
        for (int i = 0; i < features.Count; i++)
        {
            string table = RankerTables.Of(features[i]);
            ids[(row * features.Count) + i] = table == RankerTables.Product && length > 0
                ? 1 + shop.Space.Members[start + _draw.Below(length)]
                : _draw.Below(RankerTables.Rows(table, workflow));
        }
    }

    private float[] Numbers(int count)
    {
        var values = new float[count];
        _draw.Fill(values);
        return values;
    }
}
