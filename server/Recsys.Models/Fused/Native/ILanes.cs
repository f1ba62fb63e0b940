namespace Recsys.Models.Fused;

/// <summary>One width of registers, so that each kernel is written once and compiled for every width.</summary>
/// <typeparam name="TVector">The register.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Numbers of a register.</summary>
    static abstract int Count { get; }

    static abstract TVector Zero { get; }

    static abstract TVector All(float value);

    static abstract TVector Load(float* from);

    static abstract void Store(TVector value, float* to);

    /// <summary>a · b + c.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Positive(TVector value);

    static abstract float Sum(TVector value);

    /// <summary>1 / (1 + e^−x).</summary>
    static abstract TVector Sigmoid(TVector value);
}
