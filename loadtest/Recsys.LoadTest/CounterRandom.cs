namespace Recsys.LoadTest;

/// <summary>
/// Random numbers as a function of a seed and a counter, so that what a request is does not depend on the order in
/// which requests are made: SplitMix64 (Steele, Lea, Flood 2014) at any position of its sequence.
/// </summary>
/// <param name="seed">The seed.</param>
internal readonly struct CounterRandom(ulong seed)
{
    private readonly ulong _start = seed * 0xD1342543DE82EF95;

    /// <summary>64 random bits.</summary>
    public ulong Bits(long counter)
    {
        ulong bits = _start + (ulong)counter * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019;
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB;
        return bits ^ bits >> 31;
    }

    /// <summary>A number in [0, 1).</summary>
    public double Uniform(long counter) => (Bits(counter) >> 11) * (1.0 / (1UL << 53));
}
