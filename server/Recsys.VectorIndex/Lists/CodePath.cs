namespace Recsys.VectorIndex;

/// <summary>The instructions that lists are scanned by.</summary>
internal enum CodePath
{
    /// <summary>Those of any processor.</summary>
    Portable,
    /// <summary>AVX2.</summary>
    Avx2,
    /// <summary>AVX-VNNI.</summary>
    Vnni,
}
