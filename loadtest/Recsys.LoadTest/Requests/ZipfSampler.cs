namespace Recsys.LoadTest.Requests;

/// <summary>
/// Chooses places in a list by a Zipf law: the one of rank r comes with a weight of 1 / r^s. The choice depends on the
/// seed and the request's number alone, so that a run can be repeated whatever its requests meet. Rejection-inversion
/// (Hörmann and Derflinger 1996) needs no table, so that millions of products cost no memory.
/// </summary>
public sealed class ZipfSampler
{
    // The method rejects a few percent; so many tries in a row fail never in practice, and the loop has an end.
    private const int MaxTries = 64;

    private readonly CounterRandom _random;
    private readonly double _exponent;
    private readonly double _low;
    private readonly double _high;
    private readonly double _quick;
    private readonly long _step;
    private readonly long _shift;
    private readonly int _count;

    /// <summary>Makes a sampler.</summary>
    /// <param name="count">Places in the list; at least one. Which is how popular is drawn by the seed.</param>
    /// <param name="exponent">The law's exponent s, 0 or more; 0 makes all alike.</param>
    /// <param name="seed">Seed of the ranks and the choices.</param>
    public ZipfSampler(int count, double exponent, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        (_count, _exponent, _random) = (count, exponent, new CounterRandom(seed));
        _low = Integral(1.5) - 1;
        _high = Integral(count + 0.5);
        _quick = 2 - InverseIntegral(Integral(2.5) - Weight(2));
        // Ranks are scattered over the list by a walk with a step that has no factor in common with its length.
        _shift = (long)(_random.Bits(-1) % (ulong)count);
        _step = Math.Max((long)(_random.Bits(-2) % (ulong)count), 1);
        while (Gcd(_step, count) != 1) _step = _step % count + 1;
    }

    /// <summary>The place for one request.</summary>
    /// <param name="number">The request's number from 0.</param>
    public int At(long number)
    {
        if (_count == 1) return 0;
        long rank = (long)((ulong)RankAt(number) - 1);
        return (int)((rank * _step + _shift) % _count);
    }

    private int RankAt(long number)
    {
        if (_exponent == 0) return (int)(_random.Uniform(number) * _count) + 1;
        for (int attempt = 0; attempt < MaxTries; attempt++)
        {
            double point = _high + _random.Uniform(number * MaxTries + attempt) * (_low - _high);
            double x = InverseIntegral(point);
            int rank = (int)Math.Clamp(x + 0.5, 1, _count);
            if (rank - x <= _quick || point >= Integral(rank + 0.5) - Weight(rank)) return rank;
        }
        return 1;
    }

    private double Weight(double x) => Math.Exp(-_exponent * Math.Log(x));

    // ∫ t^-s dt from 1 to x, and its inverse, in forms that hold at s = 1, too.
    private double Integral(double x)
    {
        double log = Math.Log(x);
        return Grown((1 - _exponent) * log) * log;
    }

    private double InverseIntegral(double y)
    {
        double t = Math.Max(y * (1 - _exponent), -1);
        return Math.Exp(Shrunk(t) * y);
    }

    // (eˣ − 1) / x and ln(1 + x) / x.
    private static double Grown(double x) =>
        Math.Abs(x) > 1e-8 ? (Math.Exp(x) - 1) / x : 1 + x * 0.5 * (1 + x / 3);

    private static double Shrunk(double x) =>
        Math.Abs(x) > 1e-8 ? Math.Log(1 + x) / x : 1 - x * (0.5 - x / 3);

    private static long Gcd(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
