namespace Recsys.MicroBench;

/// <summary>The work that a benchmark's call cannot do without, to be held against the machine's peak.</summary>
/// <param name="Operations">Floating-point operations; a multiply-add counts two.</param>
/// <param name="Bytes">Bytes read of memory that no cache holds.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StageWorkAttribute(double Operations = 0, double Bytes = 0) : Attribute
{
    /// <summary>Floating-point operations.</summary>
    public double Operations { get; } = Operations;

    /// <summary>Bytes of memory.</summary>
    public double Bytes { get; } = Bytes;
}
