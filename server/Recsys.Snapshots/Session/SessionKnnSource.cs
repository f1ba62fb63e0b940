using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.Session;

/// <summary>
/// What past visitors had beside what this one had last (<see cref="SessionSearch"/>): for visitors in a session, and
/// for customers by their latest baskets.
/// </summary>
/// <param name="table">Sessions of the past.</param>
/// <param name="rows">Connects model rows to catalogue rows.</param>
public sealed class SessionKnnSource(SessionTable table, ModelRows rows) : ICandidateSource
{
    private readonly States _states = new(table, rows);

    /// <summary>Its name.</summary>
    public static string SourceName => "session_knn";

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public bool AppliesTo(RecommendationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.User.Events.Count > 0;
    }

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!AppliesTo(context)) return 0;
        int away = context.Request.ExcludePurchased ? context.User.PurchasedRows.Count : 0;
        return _states.Of(context).Search.Sums.TakeBest(found, scores, context.Screen, rows, away);
    }

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!AppliesTo(context)) return false;
        var state = _states.Of(context);
        for (int i = 0; i < found.Length; i++)
        {
            int model = rows.ToModel(found[i]);
            scores[i] = model < 0 ? float.NaN : state.Of(model);
        }
        return true;
    }

    /// <summary>One request's search, done once for all who ask.</summary>
    private sealed class State : RequestState
    {
        private readonly Dictionary<int, float> _byRow = [];
        private bool _listed;

        public SessionSearch Search { get; } = new();

        public void Begin() => _listed = false;

        /// <summary>A product's score; 0 for one that was in none of the nearest sessions.</summary>
        public float Of(int model)
        {
            if (!_listed)
            {
                _byRow.Clear();
                var found = Search.Rows;
                var sums = Search.Scores;
                for (int i = 0; i < found.Length; i++) _byRow.Add(found[i], sums[i]);
                _listed = true;
            }
            return _byRow.GetValueOrDefault(model);
        }
    }

    private sealed class States(SessionTable table, ModelRows rows) : RequestStates<State>
    {
        protected override State Make() => new();

        protected override void Fill(State state, RecommendationContext context)
        {
            state.Begin();
            state.Search.Search(table, context.User, rows, others: context.Request.ExcludePurchased);
        }
    }
}
