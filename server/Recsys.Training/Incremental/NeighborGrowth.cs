using Recsys.Pipeline.Retrieval;

namespace Recsys.Training.Incremental;

/// <summary>A version's item-to-item table in the new numbers: new products are near none yet.</summary>
internal static class NeighborGrowth
{
    public static ItemNeighbors Of(ItemNeighbors before, VocabularyGrowth growth)
    {
        int products = growth.Products.Length - 1;
        var now = new int[before.Count];
        Array.Fill(now, -1);
        for (int row = 0; row < products; row++)
            if (growth.Products[row + 1] > 0) now[growth.Products[row + 1] - 1] = row;
        var offsets = new int[products + 1];
        var rows = new List<int>(before.Edges);
        var weights = new List<float>(before.Edges);
        for (int row = 0; row < products; row++)
        {
            int old = growth.Products[row + 1] - 1;
            var neighbors = before.RowsOf(old);
            for (int i = 0; i < neighbors.Length; i++)
            {
                if (now[neighbors[i]] < 0) continue;
                rows.Add(now[neighbors[i]]);
                weights.Add(before.WeightsOf(old)[i]);
            }
            offsets[row + 1] = rows.Count;
        }
        return new ItemNeighbors(offsets, [.. rows], [.. weights]);
    }
}
