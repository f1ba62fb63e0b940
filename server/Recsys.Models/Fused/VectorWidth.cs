namespace Recsys.Models.Fused;

/// <summary>Which registers the kernels use: all give the same results but for rounding.</summary>
public enum VectorWidth
{
    /// <summary>128 bits: runs everywhere.</summary>
    Portable = 128,

    /// <summary>256 bits: AVX2.</summary>
    Vector256 = 256,

    /// <summary>512 bits: AVX-512.</summary>
    Vector512 = 512,
}
