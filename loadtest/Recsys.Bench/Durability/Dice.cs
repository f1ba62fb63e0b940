namespace Recsys.Bench.Durability;

/// <summary>
/// Random numbers that seed, client and number alone decide: SplitMix64 (Steele, Lea and Flood 2014), begun from a mix
/// of the three.
/// </summary>
internal struct Dice(int seed, int client, int number)
{
    private ulong _state = Mix(Mix(Mix((uint)seed) + (uint)client) + (uint)number);

    /// <summary>A whole number from 0 to below a limit.</summary>
    public int Next(int limit) => (int)(((UInt128)NextBits() * (uint)limit) >> 64);

    /// <summary>A number in [0, 1).</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1L << 53));

    private ulong NextBits() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
