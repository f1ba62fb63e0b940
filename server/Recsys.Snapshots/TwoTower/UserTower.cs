using Recsys.Models;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// The user tower: a profile to a vector of length 1 whose inner product with a product's says how well they fit.
/// </summary>
public sealed class UserTower : IDisposable
{
    private readonly TorchModule _module;
    private readonly RequestScratch<UserTowerInputs> _scratch = new(() => new UserTowerInputs(1));

    private UserTower(TorchModule module, int dimension) => (_module, Dimension) = (module, dimension);

    /// <summary>Size of the vectors.</summary>
    public int Dimension { get; }

    /// <summary>Loads a version's user tower.</summary>
    /// <param name="version">The version.</param>
    /// <param name="dimension">Size of the products' vectors.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static UserTower Load(ModelVersion version, int dimension)
    {
        ArgumentNullException.ThrowIfNull(version);
        return new UserTower(TorchModule.Load(version.FilePath(ModelArtifacts.UserTower)), dimension);
    }

    /// <summary>Computes a user's vector; from many threads at once.</summary>
    /// <param name="profile">The user, loaded and normalised.</param>
    /// <param name="vector">Filled with <see cref="Dimension"/> numbers.</param>
    public void Encode(UserProfile profile, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var inputs = _scratch.Rent();
        try
        {
            inputs.Clear();
            inputs.Add(profile.Dense, profile.Categorical, profile.TowerIds, profile.TowerWeights);
            int written = _module.Forward("forward", [inputs.Dense, inputs.Ids, inputs.History, inputs.Weights],
                vector);
            if (written != Dimension)
                throw new InvalidDataException(
                    $"The user tower makes {written} numbers where products have {Dimension}.");
        }
        finally
        {
            _scratch.Return(inputs);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _module.Dispose();
}
