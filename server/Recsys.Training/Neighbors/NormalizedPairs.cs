using System.Numerics.Tensors;

namespace Recsys.Training.Neighbors;

/// <summary>
/// The degree-normalised matrix R̃ = D_u^-½ R D_i^-½ of who has what (Shen et al., 2021), applied without being made:
/// its largest singular value is 1. Degrees are the sums of what pairs count.
/// </summary>
internal sealed class NormalizedPairs
{
    private readonly PairMatrix _pairs;
    private readonly float[] _users;
    private readonly float[] _items;

    public NormalizedPairs(PairMatrix pairs)
    {
        _pairs = pairs;
        _users = new float[pairs.UserCount];
        for (int user = 0; user < _users.Length; user++)
            _users[user] = InverseRoot(Degree(pairs.ItemsOf(user), pairs.WeightsOfUser(user)));
        _items = new float[pairs.ItemCount];
        for (int item = 0; item < _items.Length; item++)
            _items[item] = InverseRoot(Degree(pairs.UsersOf(item), pairs.WeightsOfItem(item)));
    }

    public int UserCount => _users.Length;

    public int ItemCount => _items.Length;

    /// <summary>1 / √(degree of each item); 0 for an item without users.</summary>
    public ReadOnlySpan<float> ItemScales => _items;

    /// <summary>users = R̃ · items, for some users; both row-major with k columns.</summary>
    public void ToUsers(float[] items, float[] users, int k, int from, int to)
    {
        for (int user = from; user < to; user++)
        {
            var sum = users.AsSpan(user * k, k);
            sum.Clear();
            var of = _pairs.ItemsOf(user);
            var weights = _pairs.WeightsOfUser(user);
            for (int i = 0; i < of.Length; i++)
                TensorPrimitives.MultiplyAdd(
                    items.AsSpan(of[i] * k, k), _users[user] * _items[of[i]] * At(weights, i), sum, sum);
        }
    }

    /// <summary>items = R̃ᵀ · users, for some items.</summary>
    public void ToItems(float[] users, float[] items, int k, int from, int to)
    {
        for (int item = from; item < to; item++)
        {
            var sum = items.AsSpan(item * k, k);
            sum.Clear();
            var of = _pairs.UsersOf(item);
            var weights = _pairs.WeightsOfItem(item);
            for (int i = 0; i < of.Length; i++)
                TensorPrimitives.MultiplyAdd(
                    users.AsSpan(of[i] * k, k), _users[of[i]] * _items[item] * At(weights, i), sum, sum);
        }
    }

    /// <summary>Adds an item's row of R̃ᵀR̃ to a row as long as there are items.</summary>
    public void AddSmoothed(int item, Span<float> row)
    {
        var users = _pairs.UsersOf(item);
        var own = _pairs.WeightsOfItem(item);
        for (int u = 0; u < users.Length; u++)
        {
            float weight = _users[users[u]] * _users[users[u]] * _items[item] * At(own, u);
            var others = _pairs.ItemsOf(users[u]);
            var weights = _pairs.WeightsOfUser(users[u]);
            for (int i = 0; i < others.Length; i++) row[others[i]] += weight * _items[others[i]] * At(weights, i);
        }
    }

    /// <summary>The same into sums that are 0 but for the items met, which are listed.</summary>
    public void AddSmoothed(int item, Span<float> sums, List<int> met)
    {
        var users = _pairs.UsersOf(item);
        var own = _pairs.WeightsOfItem(item);
        for (int u = 0; u < users.Length; u++)
        {
            float weight = _users[users[u]] * _users[users[u]] * _items[item] * At(own, u);
            var others = _pairs.ItemsOf(users[u]);
            var weights = _pairs.WeightsOfUser(users[u]);
            for (int i = 0; i < others.Length; i++)
            {
                if (sums[others[i]] == 0) met.Add(others[i]);
                sums[others[i]] += weight * _items[others[i]] * At(weights, i);
            }
        }
    }

    private static float At(ReadOnlySpan<float> weights, int i) => weights.IsEmpty ? 1 : weights[i];

    private static float Degree(ReadOnlySpan<int> pairs, ReadOnlySpan<float> weights) =>
        weights.IsEmpty ? pairs.Length : TensorPrimitives.Sum(weights);

    private static float InverseRoot(float degree) => degree > 0 ? 1 / MathF.Sqrt(degree) : 0;
}
