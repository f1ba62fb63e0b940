using Recsys.Pipeline;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// The users of requests: features and vector are computed once, by whichever asks first of retrieval and ranking, so
/// that both go by the same user and the same moment of the products.
/// </summary>
/// <param name="features">Features of the products.</param>
/// <param name="tower">The user tower, which stays the caller's.</param>
public sealed class RequestUsers(ModelFeatures features, UserTower tower) : RequestStates<UserState>
{
    /// <inheritdoc/>
    protected override UserState Make() => new(tower.Dimension);

    /// <inheritdoc/>
    protected override void Fill(UserState state, RecommendationContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(context);
        state.Fill(features, tower, context);
    }
}
