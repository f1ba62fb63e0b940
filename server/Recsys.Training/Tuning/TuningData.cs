using Recsys.Pipeline.Catalogue;
using Recsys.Training.Data;

namespace Recsys.Training.Tuning;

/// <summary>
/// What settings are measured on: the latest part of the data is predicted from what was before it, for a ninth, a
/// third and all of the customers. Data without times is shuffled first, so that its latest part is a random one.
/// </summary>
internal sealed class TuningData
{
    /// <summary>Rungs divide the customers by this.</summary>
    public const int Reduction = 3;

    // A part of fewer interactions says more about who was drawn than about the settings.
    private const int LeastInteractions = 40_000;
    private const int MostRungs = 3;
    private const double LatestShare = 0.1;
    private const long DayMs = 86_400_000;
    private static readonly (long Least, long Most) LatestMs = (DayMs, 30 * DayMs);

    private readonly InteractionTable _past;
    private readonly InteractionTable _latest;
    private readonly ulong _seed;

    private TuningData(InteractionTable past, InteractionTable latest, int seed) =>
        (_past, _latest, _seed) = (past, latest, (ulong)(uint)seed);

    /// <summary>Rungs: the last is all of the data.</summary>
    public int Rungs
    {
        get
        {
            int rungs = 1;
            for (int count = _past.Count / Reduction; count >= LeastInteractions && rungs < MostRungs; rungs++)
                count /= Reduction;
            return rungs;
        }
    }

    /// <summary>Says which data this is: results of other data mean nothing.</summary>
    public string Fingerprint
    {
        get
        {
            ulong hash = _seed;
            foreach (var table in (InteractionTable[])[_past, _latest])
                for (int row = 0; row < table.Count; row++)
                    hash = (hash * 31) + (ulong)table.TimesMs[row] + ((ulong)table.Users[row] << 20)
                        + (ulong)table.Items[row];
            return FormattableString.Invariant($"{_past.Count}+{_latest.Count}-{hash:x16}");
        }
    }

    /// <summary>Splits a table.</summary>
    /// <exception cref="TrainingException">There is too little to learn from or to predict.</exception>
    public static TuningData Of(InteractionTable table, int seed)
    {
        var ordered = TimelessData.Shuffle(table, (ulong)(uint)seed);
        int from = ordered.Count - (int)(ordered.Count * LatestShare);
        if (ordered.Count > 0 && ordered.TimesMs[0] != ordered.TimesMs[^1])
        {
            long latest = (long)((ordered.TimesMs[^1] - ordered.TimesMs[0]) * LatestShare);
            from = ordered.FirstRowAt(ordered.TimesMs[^1] - Math.Clamp(latest, LatestMs.Least, LatestMs.Most));
        }
        if (from <= 0 || from >= ordered.Count)
            throw new TrainingException(
                $"There is too little to tune on: {ordered.Count:N0} interactions do not split into a past and a "
                + "latest part.");
        return new TuningData(ordered.Rows(0, from, _ => true), ordered.Rows(from, ordered.Count, _ => true), seed);
    }

    /// <summary>The past and what came of it, for the customers of a rung.</summary>
    public (InteractionTable Train, InteractionTable Test) At(int rung)
    {
        int parts = 1;
        for (int i = rung; i < Rungs - 1; i++) parts *= Reduction;
        return parts == 1 ? (_past, _latest) : (Part(_past, parts), Part(_latest, parts));
    }

    private InteractionTable Part(InteractionTable table, int parts) => table.Rows(
        0, table.Count, user => (IdHash.Of(table.UserIds[user]) ^ _seed) % (ulong)parts == 0);
}
