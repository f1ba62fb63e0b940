namespace Recsys.Training.Import.Catalogue;

/// <summary>
/// The median of a product's prices in bounded memory: exact up to 256 different ones, then to the nearest of those.
/// </summary>
internal sealed class PriceTally
{
    private const int MaxDistinct = 256;
    private readonly SortedList<double, int> _counts = [];
    private long _total;

    /// <summary>The lower median; 0 before the first price.</summary>
    public double Median
    {
        get
        {
            long before = 0;
            foreach (var (price, count) in _counts)
            {
                before += count;
                if (before * 2 >= _total) return price;
            }
            return 0;
        }
    }

    public void Add(double price)
    {
        _total++;
        if (_counts.TryGetValue(price, out int count)) _counts[price] = count + 1;
        else if (_counts.Count < MaxDistinct) _counts.Add(price, 1);
        else _counts[Nearest(price)]++;
    }

    private double Nearest(double price)
    {
        var prices = _counts.Keys;
        double best = prices[0];
        foreach (double known in prices)
            if (Math.Abs(known - price) < Math.Abs(best - price)) best = known;
        return best;
    }
}
