namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// 64-bit FNV-1a over an id's UTF-16 code units with a final mix, unseeded on purpose: what is derived from it (the
/// noise of sampling) is the same in every process.
/// </summary>
public static class IdHash
{
    /// <summary>The hash of an id.</summary>
    public static ulong Of(ReadOnlySpan<char> id)
    {
        ulong hash = 14695981039346656037;
        foreach (char unit in id) hash = (hash ^ unit) * 1099511628211;
        return Mix(hash);
    }

    /// <summary>
    /// A bijection on 64 bits in which every input bit moves about half of the output bits (Stafford's mix 13).
    /// </summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
        value = (value ^ value >> 27) * 0x94D049BB133111EB;
        return value ^ value >> 31;
    }
}
