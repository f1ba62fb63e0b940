using System.Runtime.InteropServices;
using Recsys.Pipeline.Telemetry;

namespace Recsys.Pipeline.Filtering;

/// <summary>
/// The pipeline's own filters, asked while a source still looks: a row that they would take away need not take a place
/// among what the source finds, so that filtering leaves enough. Rows that pass are filtered once more with all
/// candidates; a source that does not ask loses nothing but places. Allocates nothing but where a trace is wanted. One
/// thread at a time.
/// </summary>
/// <param name="context">The request.</param>
/// <param name="filters">The rules, in their order.</param>
/// <param name="pipeline">Name of the pipeline, for metrics.</param>
public sealed class RowScreen(
    RecommendationContext context, IReadOnlyList<ICandidateFilter> filters, string pipeline = "")
{
    /// <summary>Rows that a trace names beside the candidates, at most.</summary>
    public const int MostTraced = 1_000;

    private const int BatchRows = 256;
    private Dictionary<int, ScreenedRow>? _turnedAway;

    /// <summary>The source that is asking: a bit of <see cref="CandidateBatch.Sources"/>.</summary>
    internal uint Source { get; set; }

    /// <summary>What was turned away, at most <see cref="MostTraced"/> rows; none where no trace is wanted.</summary>
    internal IReadOnlyCollection<ScreenedRow> TurnedAway => _turnedAway is null ? [] : _turnedAway.Values;

    /// <summary>Whether a row may be shown.</summary>
    /// <param name="row">A catalogue row.</param>
    /// <exception cref="FilterFailedException">A filter failed.</exception>
    public bool Allows(int row)
    {
        var fate = CandidateFate.Kept;
        Judge(new ReadOnlySpan<int>(in row), new Span<CandidateFate>(ref fate));
        return fate == CandidateFate.Kept;
    }

    /// <summary>Brings the rows that may be shown to the front, in the order they were.</summary>
    /// <param name="rows">Catalogue rows.</param>
    /// <returns>How many may be shown; what follows them is undefined.</returns>
    /// <exception cref="FilterFailedException">A filter failed.</exception>
    public int Keep(Span<int> rows) => Keep(rows, default);

    /// <summary>Brings the rows that may be shown to the front with their scores, in the order they were.</summary>
    /// <param name="rows">Catalogue rows.</param>
    /// <param name="scores">One score per row, or none at all.</param>
    /// <returns>How many may be shown; what follows them is undefined.</returns>
    /// <exception cref="FilterFailedException">A filter failed.</exception>
    public int Keep(Span<int> rows, Span<float> scores)
    {
        Span<CandidateFate> fates = stackalloc CandidateFate[BatchRows];
        int kept = 0;
        for (int from = 0; from < rows.Length; from += BatchRows)
        {
            int count = Math.Min(BatchRows, rows.Length - from);
            var batch = fates[..count];
            batch.Clear();
            Judge(rows.Slice(from, count), batch);
            for (int i = 0; i < count; i++)
            {
                if (batch[i] != CandidateFate.Kept) continue;
                rows[kept] = rows[from + i];
                if (!scores.IsEmpty) scores[kept] = scores[from + i];
                kept++;
            }
        }
        return kept;
    }

    private void Judge(ReadOnlySpan<int> rows, Span<CandidateFate> fates)
    {
        int kept = fates.Length;
        for (int i = 0; i < filters.Count && kept > 0; i++)
        {
            try
            {
                filters[i].Apply(context, rows, fates);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw new FilterFailedException(filters[i].Name, error);
            }
            int left = CountKept(fates);
            if (left < kept) FilterStage.Count(pipeline, filters[i].Name, Stage.Retrieve, kept - left);
            kept = left;
        }
        if (context.Request.Trace && kept < fates.Length) Note(rows, fates);
    }

    private void Note(ReadOnlySpan<int> rows, ReadOnlySpan<CandidateFate> fates)
    {
        _turnedAway ??= [];
        for (int i = 0; i < rows.Length; i++)
        {
            if (fates[i] == CandidateFate.Kept) continue;
            if (_turnedAway.TryGetValue(rows[i], out var known))
                _turnedAway[rows[i]] = known with { Sources = known.Sources | Source };
            else if (_turnedAway.Count < MostTraced)
                _turnedAway.Add(rows[i], new ScreenedRow(rows[i], Source, fates[i]));
        }
    }

    private static int CountKept(ReadOnlySpan<CandidateFate> fates) =>
        MemoryMarshal.Cast<CandidateFate, byte>(fates).Count((byte)CandidateFate.Kept);
}
