using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.Seasonal;

/// <summary>
/// What was wanted at this time of the year a year ago, for everybody: the only source that knows in September what
/// December brings.
/// </summary>
/// <param name="table">The year that the version knows.</param>
/// <param name="rows">Connects model rows to catalogue rows.</param>
public sealed class SeasonalSource(SeasonTable table, ModelRows rows) : ICandidateSource
{
    /// <summary>Its name.</summary>
    public static string SourceName => "seasonal";

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        var season = table.At(context.Request.NowMs);
        int count = 0;
        for (int i = 0; i < season.Best.Length && count < found.Length; i++)
        {
            int row = rows.ToCatalogue(season.Best[i]);
            if (row < 0 || !context.Screen.Allows(row)) continue;
            found[count] = row;
            scores[count] = season[season.Best[i]];
            count++;
        }
        return count;
    }

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        var season = table.At(context.Request.NowMs);
        for (int i = 0; i < found.Length; i++)
        {
            int row = rows.ToModel(found[i]);
            // A product new to the model had no season yet, as far as it knows.
            scores[i] = row < 0 ? float.NaN : season[row];
        }
        return true;
    }
}
