namespace Recsys.Models.Fused;

/// <summary>Instructions a kernel runs on. All give the same but for rounding.</summary>
internal enum KernelPath
{
    /// <summary>Numbers one by one: any processor.</summary>
    Portable,
    /// <summary>8 numbers at once: AVX2 and FMA.</summary>
    Vector256,
    /// <summary>16 numbers at once: AVX-512.</summary>
    Vector512,
}
