using System.Numerics.Tensors;

namespace Recsys.Training.Neighbors;

/// <summary>
/// The degree-normalised matrix R̃ = D_u^-½ R D_i^-½ of who has what (Shen et al., 2021), applied without being made:
/// its largest singular value is 1.
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
        for (int user = 0; user < _users.Length; user++) _users[user] = InverseRoot(pairs.ItemsOf(user).Length);
        _items = new float[pairs.ItemCount];
        for (int item = 0; item < _items.Length; item++) _items[item] = InverseRoot(pairs.UsersOf(item).Length);
    }

    public int UserCount => _users.Length;

    public int ItemCount => _items.Length;

    /// <summary>1 / √(users of each item); 0 for an item without users.</summary>
    public ReadOnlySpan<float> ItemScales => _items;

    /// <summary>users = R̃ · items, for some users; both row-major with k columns.</summary>
    public void ToUsers(float[] items, float[] users, int k, int from, int to)
    {
        for (int user = from; user < to; user++)
        {
            var sum = users.AsSpan(user * k, k);
            sum.Clear();
            foreach (int item in _pairs.ItemsOf(user))
                TensorPrimitives.MultiplyAdd(
                    items.AsSpan(item * k, k), _users[user] * _items[item], sum, sum);
        }
    }

    /// <summary>items = R̃ᵀ · users, for some items.</summary>
    public void ToItems(float[] users, float[] items, int k, int from, int to)
    {
        for (int item = from; item < to; item++)
        {
            var sum = items.AsSpan(item * k, k);
            sum.Clear();
            foreach (int user in _pairs.UsersOf(item))
                TensorPrimitives.MultiplyAdd(
                    users.AsSpan(user * k, k), _users[user] * _items[item], sum, sum);
        }
    }

    /// <summary>Adds an item's row of R̃ᵀR̃ to a row as long as there are items.</summary>
    public void AddSmoothed(int item, Span<float> row)
    {
        foreach (int user in _pairs.UsersOf(item))
        {
            float weight = _users[user] * _users[user] * _items[item];
            foreach (int other in _pairs.ItemsOf(user)) row[other] += weight * _items[other];
        }
    }

    /// <summary>The same into sums that are 0 but for the items met, which are listed.</summary>
    public void AddSmoothed(int item, Span<float> sums, List<int> met)
    {
        foreach (int user in _pairs.UsersOf(item))
        {
            float weight = _users[user] * _users[user] * _items[item];
            foreach (int other in _pairs.ItemsOf(user))
            {
                if (sums[other] == 0) met.Add(other);
                sums[other] += weight * _items[other];
            }
        }
    }

    private static float InverseRoot(int degree) => degree == 0 ? 0 : 1 / MathF.Sqrt(degree);
}
