namespace Recsys.LoadTest;

/// <summary>
/// Chooses customers by a Zipf law: the one of rank r comes with a weight of 1 / r^s. The choice depends on the seed
/// and the request's number alone, so that a run can be repeated whatever its workers do.
/// </summary>
public sealed class CustomerSampler
{
    private readonly string[] _customers;
    private readonly double[] _cumulative;
    private readonly ulong _seed;

    /// <summary>Makes a sampler.</summary>
    /// <param name="customers">The customers; at least one. Which is how popular is drawn by the seed.</param>
    /// <param name="exponent">The law's exponent s, 0 or more; 0 makes all alike.</param>
    /// <param name="seed">Seed of the ranks and the choices.</param>
    public CustomerSampler(IReadOnlyList<string> customers, double exponent, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentOutOfRangeException.ThrowIfZero(customers.Count, nameof(customers));
        _seed = seed;
        _customers = [.. customers];
        for (int i = _customers.Length - 1; i > 0; i--)
        {
            int other = (int)(Uniform(~(ulong)i) * (i + 1));
            (_customers[i], _customers[other]) = (_customers[other], _customers[i]);
        }
        _cumulative = new double[_customers.Length];
        double sum = 0;
        for (int i = 0; i < _cumulative.Length; i++) _cumulative[i] = sum += Math.Pow(i + 1, -exponent);
    }

    /// <summary>The customer of one request.</summary>
    /// <param name="number">The request's number from 0.</param>
    public string At(long number)
    {
        double point = Uniform((ulong)number) * _cumulative[^1];
        int at = Array.BinarySearch(_cumulative, point);
        return _customers[Math.Min(at < 0 ? ~at : at, _customers.Length - 1)];
    }

    // SplitMix64 as a function of a counter (Steele et al. 2014), to a double in [0, 1).
    private double Uniform(ulong counter)
    {
        ulong bits = _seed * 0xD1342543DE82EF95 + counter * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019;
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB;
        bits ^= bits >> 31;
        return (bits >> 11) * (1.0 / (1UL << 53));
    }
}
