namespace Recsys.Pipeline.Features;

/// <summary>
/// Counters of every product, decayed with several half-lives: what is popular now, what was, since when. Training
/// replays interactions through <see cref="Apply"/> in time order, and the state after the last one goes with the
/// model, so serving computes a product's features with the same code from the same numbers. One writer; readers only
/// when nobody writes.
/// </summary>
public sealed partial class ItemStatistics
{
    /// <summary>Number of half-lives.</summary>
    public const int HalfLives = 3;

    /// <summary>Milliseconds of a day.</summary>
    public const double DayMs = 86_400_000;

    private double[] _decayed = [];
    private double[] _total = [];
    private double[] _known = [];
    private double[] _logPrice = [];
    private double[] _priced = [];
    private double[] _logQuantity = [];
    private long[] _firstMs = [];
    private long[] _lastMs = [];

    /// <summary>Makes room for a number of products; rows beyond it are added as they come.</summary>
    public ItemStatistics(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Resize(rows);
    }

    /// <summary>Half-lives in days, shortest first.</summary>
    public static ReadOnlySpan<double> HalfLivesDays => [7, 20, 60];

    /// <summary>Products counted, met or not.</summary>
    public int Rows { get; private set; }

    /// <summary>Time of the latest interaction in milliseconds since 1970-01-01 UTC; 0 when there is none.</summary>
    public long LastTimeMs { get; private set; }

    /// <summary>Counts one interaction.</summary>
    /// <param name="item">The event; its row is the product's row here.</param>
    /// <param name="known">Whether the customer had bought the product before.</param>
    public void Apply(in HistoryEvent item, bool known)
    {
        int row = item.ProductRow;
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        if (row >= Rows) Resize(row + 1);
        double weight = InterestWeight.Of(item.Type);

        AddDecayed(row, item.TimeMs, weight);
        _total[row] += weight;
        if (known) _known[row] += weight;
        if (item.Price > 0)
        {
            _logPrice[row] += Math.Log(item.Price);
            _priced[row]++;
        }
        _logQuantity[row] += weight * Math.Log(1.0 + Math.Max(item.Quantity, 0));
        LastTimeMs = Math.Max(LastTimeMs, item.TimeMs);
    }

    /// <summary>Whether a product was ever met.</summary>
    public bool Has(int row) => (uint)row < (uint)Rows && _total[row] > 0;

    /// <summary>Weighted interactions of a product ever.</summary>
    public double Total(int row) => Has(row) ? _total[row] : 0;

    /// <summary>Weighted interactions of a product, each halved for every half-life before a time.</summary>
    /// <param name="row">The product.</param>
    /// <param name="halfLife">Which of <see cref="HalfLivesDays"/>.</param>
    /// <param name="asOfMs">The time; one before the product's latest interaction counts as that.</param>
    public double Decayed(int row, int halfLife, long asOfMs) =>
        Has(row) ? _decayed[(row * HalfLives) + halfLife] * Remaining(asOfMs - _lastMs[row], halfLife) : 0;

    /// <summary>Days from the first interaction to a time; NaN for a product never met.</summary>
    public double AgeDays(int row, long asOfMs) => Has(row) ? Math.Max(0, asOfMs - _firstMs[row]) / DayMs : double.NaN;

    /// <summary>Days from the latest interaction to a time; NaN for a product never met.</summary>
    public double IdleDays(int row, long asOfMs) => Has(row) ? Math.Max(0, asOfMs - _lastMs[row]) / DayMs : double.NaN;

    /// <summary>Mean log price paid; NaN where no price was given.</summary>
    public double MeanLogPrice(int row) =>
        Has(row) && _priced[row] > 0 ? _logPrice[row] / _priced[row] : double.NaN;

    /// <summary>Mean log(1 + quantity); NaN for a product never met.</summary>
    public double MeanLogQuantity(int row) => Has(row) ? _logQuantity[row] / _total[row] : double.NaN;

    /// <summary>Share of interactions by customers who had bought the product before; NaN for one never met.</summary>
    public double RepeatShare(int row) => Has(row) ? _known[row] / _total[row] : double.NaN;

    private static double Remaining(double elapsedMs, int halfLife) =>
        elapsedMs <= 0 ? 1 : Math.Pow(0.5, elapsedMs / DayMs / HalfLivesDays[halfLife]);

    private void AddDecayed(int row, long timeMs, double weight)
    {
        if (_total[row] == 0) _firstMs[row] = _lastMs[row] = timeMs;
        long elapsedMs = timeMs - _lastMs[row];
        for (int h = 0; h < HalfLives; h++)
        {
            ref double value = ref _decayed[(row * HalfLives) + h];
            // One that comes late is decayed to the latest's time instead, so that the order of arrival does not
            // matter.
            value = elapsedMs >= 0
                ? (value * Remaining(elapsedMs, h)) + weight
                : value + (weight * Remaining(-elapsedMs, h));
        }
        _firstMs[row] = Math.Min(_firstMs[row], timeMs);
        _lastMs[row] = Math.Max(_lastMs[row], timeMs);
    }

    private void Resize(int rows)
    {
        if (rows > _total.Length)
        {
            int capacity = Math.Max(rows, _total.Length * 2);
            Array.Resize(ref _decayed, capacity * HalfLives);
            Array.Resize(ref _total, capacity);
            Array.Resize(ref _known, capacity);
            Array.Resize(ref _logPrice, capacity);
            Array.Resize(ref _priced, capacity);
            Array.Resize(ref _logQuantity, capacity);
            Array.Resize(ref _firstMs, capacity);
            Array.Resize(ref _lastMs, capacity);
        }
        Rows = rows;
    }
}
