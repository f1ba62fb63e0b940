using FsCheck;
using FsCheck.Fluent;

namespace Recsys.Pipeline.Tests;

/// <summary>Checks a property on generated values, the same ones in every run.</summary>
internal static class Properties
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(2024, 2025);

    /// <summary>
    /// Scores as rankers give them: in [0, 1] on a coarse grid so that ties are common, and now and then NaN.
    /// </summary>
    public static Gen<float> Score { get; } = Gen.Frequency(
        (9, Gen.Choose(0, 20).Select(step => step / 20f)), (1, Gen.Constant(float.NaN)));

    public static void Hold<T>(Gen<T> values, Action<T> property) =>
        Prop.ForAll(values.ToArbitrary(), property).Check(Fixed);

    /// <summary>A permutation that depends on the seed alone.</summary>
    public static int[] Shuffled(int count, int seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(seed).Shuffle(order);
        return order;
    }
}
