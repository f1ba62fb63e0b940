using Recsys.Models;
using Recsys.Pipeline.Retrieval;
using Recsys.Training.Data;

namespace Recsys.Training.Neighbors;

/// <summary>
/// Fits the item-to-item table on who bought what, each pair counted once: EASE (Steck, 2019) while its matrix fits,
/// the cosine of co-occurrence (item-kNN) beyond. Only positive weights are kept.
/// </summary>
internal static class ItemNeighborFitter
{
    /// <summary>
    /// Most items that EASE is solved for: its matrix takes 4 n² bytes and its inverse about n³ operations.
    /// </summary>
    public const int MaxEaseItems = 10_000;

    /// <summary>λ of EASE.</summary>
    public const float Lambda = 500;

    // Longer histories would make the cosine's cost quadratic in them without telling more about the items.
    private const int MaxItemsPerUser = 1024;

    /// <summary>Fits the table.</summary>
    /// <param name="table">Interactions.</param>
    /// <param name="items">Items of the result; those not in <paramref name="table"/> have no neighbours.</param>
    /// <param name="count">Neighbours kept per item.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static ItemNeighbors Fit(InteractionTable table, int items, int count, CancellationToken cancellation)
    {
        var itemsByUser = new int[table.UserCount][];
        for (int user = 0; user < itemsByUser.Length; user++) itemsByUser[user] = LatestItems(table, user);
        var builder = new NeighborListBuilder(items, count);
        if (table.ItemCount <= MaxEaseItems) FitEase(table.ItemCount, itemsByUser, builder, cancellation);
        else FitCosine(table.ItemCount, itemsByUser, builder, cancellation);
        return builder.Build();
    }

    private static int[] LatestItems(InteractionTable table, int user)
    {
        var rows = table.RowsOfUser(user);
        var items = new HashSet<int>();
        for (int i = rows.Length - 1; i >= 0 && items.Count < MaxItemsPerUser; i--) items.Add(table.Items[rows[i]]);
        return [.. items.Order()];
    }

    // B = −P / diag(P) by column with P = (XᵀX + λI)⁻¹; row i says what having item i adds to every other one.
    private static void FitEase(int n, int[][] itemsByUser, NeighborListBuilder builder, CancellationToken cancellation)
    {
        if (n == 0) return;
        var matrix = new float[n * n];
        foreach (int[] items in itemsByUser)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (int item in items)
            {
                var row = matrix.AsSpan(item * n, n);
                foreach (int other in items) row[other]++;
            }
        }
        for (int i = 0; i < n; i++) matrix[(i * n) + i] += Lambda;
        DenseAlgebra.SpdInverse(matrix, n);
        var diagonal = new float[n];
        for (int i = 0; i < n; i++) diagonal[i] = matrix[(i * n) + i];
        for (int i = 0; i < n; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = matrix.AsSpan(i * n, n);
            for (int j = 0; j < n; j++) row[j] /= -diagonal[j];
            row[i] = 0;
            builder.Add(row);
        }
    }

    private static void FitCosine(
        int n, int[][] itemsByUser, NeighborListBuilder builder, CancellationToken cancellation)
    {
        var usersByItem = UsersByItem(n, itemsByUser);
        var counts = new float[n];
        for (int item = 0; item < n; item++)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(counts);
            foreach (int user in usersByItem[item])
                foreach (int other in itemsByUser[user]) counts[other]++;
            double size = counts[item];
            counts[item] = 0;
            for (int other = 0; other < n; other++)
                if (counts[other] > 0)
                    counts[other] = (float)(counts[other] / Math.Sqrt(size * usersByItem[other].Count));
            builder.Add(counts);
        }
    }

    private static List<int>[] UsersByItem(int n, int[][] itemsByUser)
    {
        var users = new List<int>[n];
        for (int item = 0; item < n; item++) users[item] = [];
        for (int user = 0; user < itemsByUser.Length; user++)
            foreach (int item in itemsByUser[user]) users[item].Add(user);
        return users;
    }
}
