using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;

namespace Recsys.MicroBench;

/// <summary>
/// What one core of this machine can do at most, for the other figures to be held against: multiply-adds that wait for
/// nothing, and reading memory from end to end.
/// </summary>
[BenchmarkCategory("peak")]
public class MachinePeak
{
    /// <summary>Rounds of 12 independent multiply-adds of one vector each: enough to hide their latency.</summary>
    public const int Rounds = 20_000;

    /// <summary>Bytes read: far more than any cache holds.</summary>
    public const int Bytes = 512 << 20;

    private float[] _memory = [];

    /// <summary>Operations of one call of <see cref="MultiplyAdd"/>; a multiply-add counts two.</summary>
    public static double Operations =>
        2.0 * 12 * Rounds * (Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count);

    /// <summary>Makes the memory to read.</summary>
    [GlobalSetup(Target = nameof(Read))]
    public void FillMemory()
    {
        _memory = GC.AllocateUninitializedArray<float>(Bytes / sizeof(float));
        Array.Fill(_memory, 1f);
    }

    /// <summary>Gives it back.</summary>
    [GlobalCleanup(Target = nameof(Read))]
    public void FreeMemory() => _memory = [];

    /// <summary>Multiply-adds in registers.</summary>
    [Benchmark]
    public float MultiplyAdd() => Vector512.IsHardwareAccelerated ? MultiplyAdd512() : MultiplyAdd256();

    /// <summary>Reads <see cref="Bytes"/> bytes and adds them up.</summary>
    [Benchmark]
    public float Read()
    {
        ref float first = ref _memory[0];
        var a = Vector256<float>.Zero;
        var (b, c, d) = (a, a, a);
        int step = Vector256<float>.Count;
        for (nuint i = 0; i < (nuint)_memory.Length; i += (nuint)(4 * step))
        {
            a += Vector256.LoadUnsafe(ref first, i);
            b += Vector256.LoadUnsafe(ref first, i + (nuint)step);
            c += Vector256.LoadUnsafe(ref first, i + (nuint)(2 * step));
            d += Vector256.LoadUnsafe(ref first, i + (nuint)(3 * step));
        }
        return Vector256.Sum(a + b + c + d);
    }

    private static float MultiplyAdd512()
    {
        var x = Vector512.Create(0.999f);
        var y = Vector512.Create(1e-3f);
        Vector512<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int round = 0; round < Rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    private static float MultiplyAdd256()
    {
        var x = Vector256.Create(0.999f);
        var y = Vector256.Create(1e-3f);
        Vector256<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int round = 0; round < Rounds; round++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
