using Recsys.Pipeline.Catalogue;

namespace Recsys.Synthetic;

/// <summary>
/// Random numbers of one thing: seed, kind of thing and its number give the same sequence on every machine, so that any
/// product or customer can be drawn again without those before it. SplitMix64 (Steele et al., 2014).
/// </summary>
internal struct Draw(ulong seed, DrawOf of, long number)
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state = IdHash.Mix(seed + (Step * (ulong)of)) ^ IdHash.Mix((ulong)number * Step + 1);

    /// <summary>64 bits.</summary>
    public ulong Next() => IdHash.Mix(_state += Step);

    /// <summary>A number in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1ul << 53));

    /// <summary>A whole number from 0, below a bound.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>
    /// A whole number from 0, below a bound, by a Zipf law of exponent 1: the harmonic sum taken for its integral.
    /// </summary>
    public int Zipf(int bound) => Math.Min(bound - 1, (int)Math.Pow(bound + 1.0, Unit()) - 1);

    /// <summary>
    /// Near to normal with mean 0 and deviation 1, within ±3.5: the sum of four uniform numbers (Irwin–Hall), which
    /// is near enough for noise and many times as fast as exact ones.
    /// </summary>
    public float Noise()
    {
        ulong bits = Next();
        int sum = (int)(ushort)bits + (ushort)(bits >> 16) + (ushort)(bits >> 32) + (ushort)(bits >> 48);
        // The deviation of one is 65536 / √12, of four twice that.
        return (sum - 131_070) * (1.7320508f / 65536);
    }

    /// <summary>Fills with numbers as <see cref="Noise"/> draws them.</summary>
    public void Fill(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++) values[i] = Noise();
    }
}
