using Recsys.Pipeline;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// One request's user as towers and ranker see them, beside the products' features of the same moment. Lent by
/// <see cref="RequestUsers"/>.
/// </summary>
public sealed class UserState : RequestState
{
    private readonly float[] _vector;
    private ItemView? _view;

    internal UserState(int dimension) => _vector = new float[dimension];

    /// <summary>The user's features, normalised.</summary>
    public UserProfile Profile { get; } = new();

    /// <summary>The user tower's vector.</summary>
    public ReadOnlySpan<float> Vector => _vector;

    /// <summary>Features of the products at the moment the profile was made of.</summary>
    public ItemColumns Items => _view!.Items;

    /// <summary>The products' vectors at the same moment.</summary>
    public ItemVectors Vectors => _view!.Vectors;

    internal void Fill(ModelFeatures features, UserTower tower, RecommendationContext context)
    {
        _view = features.Now;
        Profile.Load(
            features.Workflow, _view.Items, features.Neighbors, context.User, context.Country,
            features.TimeOf(context));
        Profile.Normalize(features.Workflow.UserDense);
        tower.Encode(Profile, _vector);
    }

    /// <inheritdoc/>
    // A view that was replaced since is not to be kept by a state that waits.
    protected override void End()
    {
        _view = null;
        Profile.Clear();
    }
}
