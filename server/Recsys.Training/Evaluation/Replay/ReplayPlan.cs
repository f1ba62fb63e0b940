using Recsys.Training.Data;

namespace Recsys.Training.Evaluation;

/// <summary>Which days are measured, and how old the model is on each of them.</summary>
internal sealed class ReplayPlan
{
    private const long DayMs = 24 * 60 * 60 * 1000;

    private readonly DateTimeOffset _start;

    private ReplayPlan(DateTimeOffset start, IReadOnlyList<long> days) => (_start, Days) = (start, days);

    /// <summary>Beginnings of days, in an order of which every beginning is spread over all of them.</summary>
    public IReadOnlyList<long> Days { get; }

    /// <summary>The first day; the first training is of what is before it.</summary>
    public long StartMs => _start.ToUnixTimeMilliseconds();

    /// <exception cref="TrainingException">There is nothing before the first day, or nothing from it on.</exception>
    public static ReplayPlan Of(InteractionTable table, ReplayOptions options)
    {
        if (table.Count == 0 || table.TimesMs[0] == table.TimesMs[^1])
            throw new TrainingException("A replay needs interactions with times.");
        long end = (table.TimesMs[^1] / DayMs + 1) * DayMs;
        var start = DateTimeOffset.FromUnixTimeMilliseconds(end).AddMonths(-options.Months);
        if (table.FirstRowAt(start.ToUnixTimeMilliseconds()) == 0)
            throw new TrainingException(
                $"There is nothing to train on before the last {options.Months} months: the data begins on "
                + $"{DateTimeOffset.FromUnixTimeMilliseconds(table.TimesMs[0]):yyyy-MM-dd}. Replay fewer months.");
        var days = new List<long>();
        for (long day = start.ToUnixTimeMilliseconds(); day < end; day += DayMs)
            // The last days have less than the whole time to look ahead to.
            if (day + options.HorizonDays * DayMs <= end
                && table.FirstRowAt(day + options.HorizonDays * DayMs) > table.FirstRowAt(day))
                days.Add(day);
        if (days.Count == 0)
            throw new TrainingException(
                $"No day of the last {options.Months} months has interactions in the {options.HorizonDays} days "
                + "from it on.");
        return new ReplayPlan(start, [.. Spread(days.Count).Take(options.MaxDays).Select(at => days[at])]);
    }

    /// <summary>The training whose model a cadence serves on a day.</summary>
    public ReplayTraining Training(ReplayCadence cadence, long day)
    {
        long at = TrainedAt(cadence, day);
        return new ReplayTraining(
            at, cadence == ReplayCadence.Incremental ? TrainedAt(ReplayCadence.Monthly, day) : at);
    }

    /// <summary>When the model was trained that a cadence serves on a day: of all that was before that time.</summary>
    public long TrainedAt(ReplayCadence cadence, long day)
    {
        switch (cadence)
        {
            case ReplayCadence.Daily:
            case ReplayCadence.Incremental:
                return day;
            case ReplayCadence.Weekly:
                return StartMs + (day - StartMs) / (7 * DayMs) * (7 * DayMs);
            case ReplayCadence.Monthly:
                int months = 0;
                while (_start.AddMonths(months + 1).ToUnixTimeMilliseconds() <= day) months++;
                return _start.AddMonths(months).ToUnixTimeMilliseconds();
            default:
                return StartMs;
        }
    }

    /// <summary>0 to n − 1 so that each is far from those before it: multiples of the golden ratio.</summary>
    internal static IEnumerable<int> Spread(int count)
    {
        const double Golden = 0.6180339887498949;
        var places = Enumerable.Range(0, count).Select(i => (i * Golden) % 1.0).ToArray();
        // The k-th place by size belongs to the k-th number: a permutation that keeps the spread.
        int[] order = [.. Enumerable.Range(0, count).OrderBy(i => places[i])];
        int[] numbers = new int[count];
        for (int rank = 0; rank < count; rank++) numbers[order[rank]] = rank;
        return numbers;
    }
}
