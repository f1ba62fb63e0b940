using Recsys.Pipeline.Features;

namespace Recsys.Models.Ranking;

/// <summary>The parameters of a ranker of any kind, by name and shape.</summary>
internal static class RankerParameters
{
    private const float EmbeddingScale = 0.03f;

    /// <summary>Parameters in order.</summary>
    /// <param name="shape">The ranker's shape.</param>
    /// <param name="rows">Rows of a table, by its name.</param>
    public static List<TorchParameter> Of(RankerDescription shape, Func<string, int> rows) =>
        shape.Kind == RankerKind.Dlrm ? DlrmParameters.Of(shape, rows) : FlatParameters.Of(shape, rows);

    /// <summary>The tables of some ids that are not there yet.</summary>
    /// <param name="ids">Features.</param>
    /// <param name="width">Numbers of a row.</param>
    /// <param name="rows">Rows of a table, by its name.</param>
    /// <param name="before">What is there.</param>
    /// <param name="prefix">Before the tables' names.</param>
    public static IEnumerable<TorchParameter> Tables(
        IReadOnlyList<string> ids, int width, Func<string, int> rows, List<TorchParameter> before, string prefix = "")
    {
        string[] tables = [.. ids.Select(RankerTables.Of).Distinct()
            .Where(table => before.All(p => p.Name != prefix + table))];
        return tables.Select(table => new TorchParameter(
            prefix + table, [rows(table), width], TorchInit.Normal, EmbeddingScale,
            Sparse: table == RankerTables.Product));
    }

    /// <summary>Layers of an MLP.</summary>
    /// <param name="name">Before their names.</param>
    /// <param name="layer">Number of the first.</param>
    /// <param name="widths">Inputs of the first, then the outputs of each.</param>
    public static IEnumerable<TorchParameter> Layers(string name, int layer, int[] widths)
    {
        for (int i = 1; i < widths.Length; i++, layer++)
        {
            yield return new($"{name}_weight_{layer}", [widths[i], widths[i - 1]], TorchInit.XavierUniform);
            yield return new($"{name}_bias_{layer}", [widths[i]], TorchInit.Zeros);
        }
    }
}
