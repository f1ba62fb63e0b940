using Recsys.Models;
using Recsys.Models.Fused;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// The user tower: a profile to a vector of length 1 whose inner product with a product's says how well they fit. The
/// standard tower serves from its weights alone, once made-up users have the vectors that TorchScript gives them; any
/// other module, and one that computes something else, serves through TorchScript.
/// </summary>
public sealed class UserTower : IDisposable
{
    /// <summary>Most that a number of a vector may differ between the two for the weights alone to serve.</summary>
    public const float ParityLimit = 1e-4f;

    private const int ParityUsers = 32;
    private const int ParitySeed = 1;

    private readonly TorchModule? _module;
    private readonly FusedUserTower? _fused;
    private readonly RequestScratch<UserTowerInputs> _scratch = new(() => new UserTowerInputs(1));

    private UserTower(TorchModule? module, FusedUserTower? fused, int dimension, string servedBy) =>
        (_module, _fused, Dimension, ServedBy) = (module, fused, dimension, servedBy);

    /// <summary>Size of the vectors.</summary>
    public int Dimension { get; }

    /// <summary>What computes the vectors, and why, for people: <c>fused (parity 1.2e-05)</c>, or <c>TorchScript</c>
    /// and what kept the weights from serving alone.</summary>
    public string ServedBy { get; }

    /// <summary>Whether the weights serve without TorchScript.</summary>
    public bool IsFused => _fused is not null;

    /// <summary>Loads a version's user tower.</summary>
    /// <param name="version">The version.</param>
    /// <param name="dimension">Size of the products' vectors.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static UserTower Load(ModelVersion version, int dimension)
    {
        ArgumentNullException.ThrowIfNull(version);
        string path = version.FilePath(ModelArtifacts.UserTower);
        var tower = Of(TorchModule.Map(path), dimension, version.PathOf(ModelArtifacts.UserTowerProducts));
        if (tower._module is not { IsMapped: true } mapped) return tower;
        // What serves is in memory whole, whatever becomes of the file.
        mapped.Dispose();
        return new UserTower(TorchModule.Load(path), null, dimension, tower.ServedBy);
    }

    /// <summary>Computes a user's vector; from many threads at once.</summary>
    /// <param name="profile">The user, loaded and normalised.</param>
    /// <param name="vector">Filled with <see cref="Dimension"/> numbers.</param>
    public void Encode(UserProfile profile, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (_fused is not null)
        {
            _fused.Encode(
                profile.Dense, profile.Categorical, profile.TowerIds, profile.TowerWeights, vector[..Dimension]);
            return;
        }
        var inputs = _scratch.Rent();
        try
        {
            inputs.Clear();
            inputs.Add(profile.Dense, profile.Categorical, profile.TowerIds, profile.TowerWeights);
            Forward(_module!, inputs, vector);
        }
        finally
        {
            _scratch.Return(inputs);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _module?.Dispose();
        _fused?.Dispose();
    }

    /// <summary>Chooses what serves a module, which is this tower's from here on.</summary>
    /// <param name="module">The module.</param>
    /// <param name="dimension">Size of the products' vectors.</param>
    /// <param name="products">File of its table of products with 16 bits a value; null for none.</param>
    internal static UserTower Of(TorchModule module, int dimension, string? products = null)
    {
        try
        {
            if (FusedUserTower.TryRead(module, out string refusal, products) is not { } fused)
                return new UserTower(module, null, dimension, $"TorchScript: {refusal}");
            if (fused.Dimension != dimension)
                throw new InvalidDataException(
                    $"The user tower makes {fused.Dimension} numbers where products have {dimension}.");
            float difference = Parity(module, fused);
            if (difference <= ParityLimit)
            {
                // From here on its gigabyte of tables would lie there for nothing.
                module.Dispose();
                return new UserTower(null, fused, dimension, $"fused (parity {difference:0.0e+00})");
            }
            fused.Dispose();
            return new UserTower(module, null, dimension, $"TorchScript: parity {difference:0.0e+00}");
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    // The greatest difference over made-up users of the products there are; infinite where the two cannot be compared.
    private static float Parity(TorchModule module, FusedUserTower fused)
    {
        if (fused.DenseColumns != FeatureSchema.UserDense.Count) return float.PositiveInfinity;
        int dimension = fused.Dimension;
        var users = new UserTowerInputs(ParityUsers);
        var random = new Random(ParitySeed);
        var (expected, actual) = (new float[ParityUsers * dimension], new float[ParityUsers * dimension]);
        for (int user = 0; user < ParityUsers; user++)
        {
            var (dense, ids, history, weights) = MadeUp(fused, random, user);
            users.Add(dense, ids, history, weights);
            fused.Encode(dense, ids, history, weights, actual.AsSpan(user * dimension, dimension));
        }
        Forward(module, users, expected);
        float greatest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            float difference = Math.Abs(expected[i] - actual[i]);
            greatest = float.IsFinite(difference) ? Math.Max(greatest, difference) : float.PositiveInfinity;
        }
        return greatest;
    }

    // From nobody at all to a full history.
    private static (float[] Dense, int[] Ids, int[] History, float[] Weights) MadeUp(
        FusedUserTower tower, Random random, int user)
    {
        var dense = new float[FeatureSchema.UserDense.Count];
        for (int i = 0; i < dense.Length; i++) dense[i] = ((random.NextSingle() * 2) - 1) * 3;
        var (history, weights) = (new int[FeatureWorkflow.TowerHistory], new float[FeatureWorkflow.TowerHistory]);
        int events = user * FeatureWorkflow.TowerHistory / (ParityUsers - 1);
        for (int i = 0; i < events; i++)
            (history[i], weights[i]) = (random.Next(tower.Products), random.NextSingle());
        float sum = weights.Sum();
        for (int i = 0; i < events; i++) weights[i] /= sum;
        return (dense, [random.Next(tower.Countries), random.Next(tower.Categories)], history, weights);
    }

    private static void Forward(TorchModule module, UserTowerInputs inputs, Span<float> vectors)
    {
        int written = module.Forward("forward", [inputs.Dense, inputs.Ids, inputs.History, inputs.Weights], vectors);
        if (written != vectors.Length)
            throw new InvalidDataException(
                $"The user tower makes {written / inputs.Count} numbers where products have "
                + $"{vectors.Length / inputs.Count}.");
    }
}
