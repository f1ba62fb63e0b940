namespace Recsys.Models.Fused;

/// <summary>
/// Zeros to begin with, on a 64-byte boundary, at an address that stays. On the collector's heap for pinned objects, so
/// that there is nothing to free.
/// </summary>
internal sealed unsafe class AlignedFloats
{
    private const int Boundary = 64;
    private readonly float[] _values;

    public AlignedFloats(int length)
    {
        Length = length;
        _values = GC.AllocateArray<float>(length + (Boundary / sizeof(float)), pinned: true);
        fixed (float* first = _values)
            First = (float*)(((nint)first + Boundary - 1) & ~(nint)(Boundary - 1));
    }

    /// <summary>A copy of some numbers.</summary>
    public static AlignedFloats Of(ReadOnlySpan<float> values)
    {
        var copy = new AlignedFloats(values.Length);
        values.CopyTo(copy.Span);
        return copy;
    }

    /// <summary>Numbers there is room for.</summary>
    public int Length { get; }

    /// <summary>The first; valid while this object is alive.</summary>
    public float* First { get; }

    /// <summary>All of them.</summary>
    public Span<float> Span => new(First, Length);
}
