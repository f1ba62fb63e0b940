namespace Recsys.Synthetic;

/// <summary>How much room a shop takes on the disk, known before it is made.</summary>
internal static class DiskNeed
{
    private const long FixedBytes = 64L << 20;
    // Journal and state of a product, a customer, an interaction; model files but for vectors.
    private const long ProductBytes = 1_000, CustomerBytes = 3_500, InteractionBytes = 150;
    private const long MeanInteractions = 15;

    /// <summary>Bytes that a shop takes while it is made, which is no less than afterwards.</summary>
    public static long BytesOf(SyntheticShape shape)
    {
        // Vectors, their index, the tables of both towers and of the ranker.
        const int Tables = 5;
        long product = ProductBytes + (Tables * sizeof(float) * shape.Dimension);
        long customer = CustomerBytes + (MeanInteractions * InteractionBytes);
        return FixedBytes + (shape.Products * product) + (shape.Customers * customer);
    }

    /// <summary>Refuses to begin what cannot be ended.</summary>
    /// <exception cref="SyntheticException">The disk has too little room.</exception>
    public static void Require(SyntheticShape shape, string folder, long freeBytes)
    {
        long needed = BytesOf(shape);
        if (freeBytes < needed)
            throw new SyntheticException(
                $"The shop {shape.Name} takes about {Gigabytes(needed)} and {folder} has {Gigabytes(freeBytes)}: "
                + "free some room, or name another folder.");
    }

    private static string Gigabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e9:0.0} GB");
}
