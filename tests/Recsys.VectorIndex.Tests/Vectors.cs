namespace Recsys.VectorIndex.Tests;

/// <summary>Vectors in clusters, as embeddings are, from a fixed seed.</summary>
internal static class Vectors
{
    public const int Dimension = 32;

    public static float[] Clustered(int count, int seed, int clusters = 50)
    {
        var centres = Normal(clusters * Dimension, seed: 99);
        float[] vectors = Normal(count * Dimension, seed);
        var random = new Random(seed);
        for (int row = 0; row < count; row++)
        {
            int centre = random.Next(clusters) * Dimension;
            for (int i = 0; i < Dimension; i++)
                vectors[row * Dimension + i] = centres[centre + i] + 0.5f * vectors[row * Dimension + i];
        }
        return vectors;
    }

    public static float[] Normal(int count, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
                * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }

    /// <summary>Ids that are no positions, so that mixing the two up is noticed.</summary>
    public static long[] Ids(int count)
    {
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) ids[i] = 1_000_000_007L + 3L * i;
        return ids;
    }

    public static ReadOnlySpan<float> Row(float[] vectors, int row) => vectors.AsSpan(row * Dimension, Dimension);
}
