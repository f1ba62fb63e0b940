using System.Collections.Concurrent;
using Recsys.Models.Sequence;

namespace Recsys.Training.Sequence;

/// <summary>What is the same for all sequences of a length: which places they take, and which may see which.</summary>
internal static class SequencePlaces
{
    private static readonly ConcurrentDictionary<int, (long[] Positions, float[] Order)> ByLength = new();

    /// <summary>Positions, of which the last is the model's last.</summary>
    public static long[] Positions(int length) => Of(length).Positions;

    /// <summary>0 where a place may see another one, −1e9 where that comes after it.</summary>
    public static float[] Order(int length) => Of(length).Order;

    private static (long[] Positions, float[] Order) Of(int length) => ByLength.GetOrAdd(length, n =>
    {
        var (positions, order) = (new long[n], new float[n * n]);
        for (int i = 0; i < n; i++)
        {
            positions[i] = SequenceModule.Length - n + i;
            for (int j = i + 1; j < n; j++) order[(i * n) + j] = -1e9f;
        }
        return (positions, order);
    });
}
