namespace Recsys.Training.Evaluation;

/// <summary>
/// Parts of customers and products that behave differently: averages hide who is served badly. What data does not tell
/// (times, sessions, countries) makes no slices.
/// </summary>
internal sealed class SliceCases
{
    private const long DayMs = 24 * 60 * 60 * 1000;
    private const int FreshDays = 30;
    private const int MostCountries = 5;

    private readonly EvaluationSplit _split;
    private readonly bool _timed;
    private readonly bool _sessions;
    private readonly long _endMs;

    private SliceCases(EvaluationSplit split)
    {
        _split = split;
        var train = split.Train;
        _endMs = train.Count > 0 ? train.TimesMs[^1] : 0;
        _timed = train.Count > 0 && train.TimesMs[0] != _endMs;
        _sessions = train.Sessions.Any(session => session >= 0);
    }

    public IReadOnlyList<CustomerSlice> Customers { get; private init; } = [];

    public IReadOnlyList<ProductSlice> Products { get; private init; } = [];

    public static SliceCases Of(EvaluationSplit split)
    {
        var cases = new SliceCases(split);
        return new SliceCases(split)
        {
            Customers = [.. cases.CustomerSlices()],
            Products = [.. cases.ProductSlices().Where(slice => slice.Cases.Length > 0)],
        };
    }

    private IEnumerable<CustomerSlice> CustomerSlices()
    {
        var slices = new List<CustomerSlice>();
        if (_timed || _sessions)
            slices.AddRange(Group("customer", ["new: 1 visit", "returning: 2–9 visits", "frequent: 10 visits or more"],
                user => Visits(user) switch { <= 1 => 0, < 10 => 1, _ => 2 }));
        slices.AddRange(Group("history", ["1–4 interactions", "5–19", "20–99", "100 or more"],
            user => _split.Train.RowsOfUser(user).Length switch { < 5 => 0, < 20 => 1, < 100 => 2, _ => 3 }));
        if (_timed || _sessions)
            slices.AddRange(Group("last_visit", ["1 interaction", "2–4", "5–19", "20 or more"],
                user => LastVisit(user) switch { <= 1 => 0, < 5 => 1, < 20 => 2, _ => 3 }));
        string[] countries = Countries();
        if (countries.Length > 1)
            slices.AddRange(Group("country", [.. countries, "other"], user =>
                Array.IndexOf(countries, _split.Train.UserCountries[user]) is var at && at >= 0 ? at
                    : countries.Length));
        return slices;
    }

    private IEnumerable<ProductSlice> ProductSlices()
    {
        var train = _split.Train;
        if (_timed)
        {
            bool Fresh(int item) =>
                train.RowsOfItem(item) is var rows && train.TimesMs[rows[0]] > _endMs - FreshDays * DayMs;
            yield return new ProductSlice(
                "product_age", $"fresh: first sold in the last {FreshDays} days", _split.Cases, Fresh);
            yield return new ProductSlice("product_age", "older", _split.Cases, item => !Fresh(item));
        }
        int[] counts = [.. Enumerable.Range(0, _split.Feedback.ItemCount)
            .Select(item => _split.Feedback.UsersOf(item).Length)];
        int[] sorted = [.. counts.Order()];
        int half = sorted[sorted.Length / 2], tenth = sorted[(int)(sorted.Length * 0.9)];
        // Products of equal counts are on one side together.
        yield return new ProductSlice(
            "product_popularity", $"rare: the lower half, up to {half} customers", _split.Cases,
            item => counts[item] <= half);
        yield return new ProductSlice(
            "product_popularity", "middle", _split.Cases, item => counts[item] > half && counts[item] <= tenth);
        yield return new ProductSlice(
            "product_popularity", $"popular: the top tenth, above {tenth} customers", _split.Cases,
            item => counts[item] > tenth);
    }

    private IEnumerable<CustomerSlice> Group(string dimension, string[] names, Func<int, int> part)
    {
        var members = names.Select(_ => new List<int>()).ToArray();
        for (int i = 0; i < _split.Cases.Count; i++) members[part(_split.Cases[i].User)].Add(i);
        return names.Select((name, i) => new CustomerSlice(dimension, name, [.. members[i]]))
            .Where(slice => slice.Cases.Length > 0);
    }

    private int Visits(int user)
    {
        int visits = 0;
        (int Session, long Day) last = (-2, -1);
        foreach (int row in _split.Train.RowsOfUser(user))
        {
            var visit = VisitOf(row);
            if (visit != last) visits++;
            last = visit;
        }
        return visits;
    }

    private int LastVisit(int user)
    {
        var rows = _split.Train.RowsOfUser(user);
        int count = 0;
        for (int i = rows.Length - 1; i >= 0 && VisitOf(rows[i]) == VisitOf(rows[^1]); i--) count++;
        return count;
    }

    // A session where the data names them, else a day.
    private (int Session, long Day) VisitOf(int row) => _split.Train.Sessions[row] is var session && session >= 0
        ? (session, 0)
        : (-1, _split.Train.TimesMs[row] / DayMs);

    private string[] Countries() =>
    [
        .. _split.Cases.Select(one => _split.Train.UserCountries[one.User]).Where(name => name.Length > 0)
            .CountBy(name => name).OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MostCountries).Select(pair => pair.Key),
    ];
}
