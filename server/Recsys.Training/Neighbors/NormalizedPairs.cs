using System.Numerics.Tensors;
using Recsys.Pipeline.Features;

namespace Recsys.Training.Neighbors;

/// <summary>
/// The degree-normalised matrix R̃ = c D_u^(-p/2) R D_i^-½ of who has what, applied without being made; c makes its
/// largest singular value 1. Degrees are the sums of what pairs count and <see cref="Prior"/> more: what was met once
/// or twice is so by chance and would else say the most of all. With p = 1 and without the prior it is the matrix of
/// Shen et al. (2021); with a smaller p those who have much say more.
/// </summary>
internal sealed class NormalizedPairs
{
    /// <summary>What each degree is more than its pairs.</summary>
    public const float Prior = 2;

    // Of power iteration. Where the next singular value is within a tenth, its length is as good as the largest's.
    private const int LengthSteps = 30;
    private const int StepRows = 512;

    private readonly PairMatrix _pairs;
    private readonly float[] _users;
    private readonly float[] _items;

    /// <param name="pairs">Who has what.</param>
    /// <param name="userPower">p, 0–2.</param>
    public NormalizedPairs(PairMatrix pairs, double userPower = GraphFilterShape.StandardUserPower)
    {
        _pairs = pairs;
        _users = new float[pairs.UserCount];
        for (int user = 0; user < _users.Length; user++)
            _users[user] = InverseRoot(Degree(pairs.ItemsOf(user), pairs.WeightsOfUser(user)), userPower);
        _items = new float[pairs.ItemCount];
        for (int item = 0; item < _items.Length; item++)
            _items[item] = InverseRoot(Degree(pairs.UsersOf(item), pairs.WeightsOfItem(item)), 1);
        if (LargestSquared() is > 0 and var largest)
            TensorPrimitives.Multiply(_users, 1 / MathF.Sqrt(largest), _users);
    }

    public int UserCount => _users.Length;

    public int ItemCount => _items.Length;

    /// <summary>1 / √(degree of each item).</summary>
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
        Prior + (weights.IsEmpty ? pairs.Length : TensorPrimitives.Sum(weights));

    private static float InverseRoot(float degree, double power) => (float)Math.Pow(degree, -power / 2);

    // The square of the largest singular value, by power iteration from what is positive everywhere, as it is.
    private float LargestSquared()
    {
        float[] items = Array.ConvertAll(_items, scale => 1 / scale), users = new float[UserCount];
        float length = 0;
        for (int step = 0; step < LengthSteps; step++)
        {
            float before = TensorPrimitives.Norm(items);
            if (before == 0) return 0;
            TensorPrimitives.Divide(items, before, items);
            BlockWork.Run(UserCount, StepRows, (from, to) => ToUsers(items, users, 1, from, to));
            BlockWork.Run(ItemCount, StepRows, (from, to) => ToItems(users, items, 1, from, to));
            length = TensorPrimitives.Norm(items);
        }
        return length;
    }
}
