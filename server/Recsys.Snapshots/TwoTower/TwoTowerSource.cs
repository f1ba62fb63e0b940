using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Live;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// Products whose vectors are nearest to the user's: the user tower at request time, an index of all products.
/// </summary>
public sealed class TwoTowerSource : ICandidateSource
{
    private readonly RequestUsers _users;
    private readonly LiveIndex _index;

    /// <summary>Makes the source of a version's parts, which stay the caller's.</summary>
    /// <param name="users">The users' vectors.</param>
    /// <param name="index">The products' vectors.</param>
    public TwoTowerSource(RequestUsers users, LiveIndex index)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(index);
        (_users, _index) = (users, index);
    }

    /// <inheritdoc/>
    public string Name => "two_tower";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Without a history the vector would say no more than the popular source does.
        if (rows.IsEmpty || context.User.IsEmpty) return 0;
        return _index.Search(context, _users.Of(context).Vector, rows, scores);
    }

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> rows, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.User.IsEmpty) return false;
        var user = _users.Of(context);
        for (int i = 0; i < rows.Length; i++) scores[i] = user.Vectors.Dot(rows[i], user.Vector);
        return true;
    }
}
