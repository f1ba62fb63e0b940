using Recsys.Models;
using Recsys.Models.Fused;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots;

/// <summary>
/// Writes large tables of a version's modules once more, as its kernels read them: a server then maps them, where it
/// would have to make them of the modules' float32 values at every start. Small ones are not worth a file.
/// </summary>
public static class ServedTables
{
    /// <summary>Writes the ranker's table of products, where it is a DLRM with many.</summary>
    /// <param name="ranker">The ranker's module.</param>
    /// <param name="shape">What it is.</param>
    /// <param name="path">The file that is written (<see cref="ModelArtifacts.RankerProducts"/>).</param>
    /// <param name="leastRows">Rows of the smallest table that is written.</param>
    /// <returns>Whether it was.</returns>
    public static bool WriteRanker(
        string ranker, RankerDescription shape, string path, int leastRows = FusedDlrm.ExactRows + 1)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Kind == RankerKind.Dlrm && Write(ranker, RankerTables.Product, path, leastRows);
    }

    /// <summary>Writes the user tower's table of products, where there are many.</summary>
    /// <param name="tower">The tower's module.</param>
    /// <param name="path">The file that is written (<see cref="ModelArtifacts.UserTowerProducts"/>).</param>
    /// <param name="leastRows">Rows of the smallest table that is written.</param>
    /// <returns>Whether it was.</returns>
    public static bool WriteUserTower(string tower, string path, int leastRows = FusedDlrm.ExactRows + 1) =>
        Write(tower, FusedUserTower.ProductTable, path, leastRows);

    private static bool Write(string modulePath, string table, string path, int leastRows)
    {
        // Tables are read from the module's file, some rows at a time.
        using var module = TorchModule.Map(modulePath);
        var parameter = module.Parameters.FirstOrDefault(one => one.Name == table);
        if (parameter is not { Shape.Count: 2 }) return false;
        int rows = (int)parameter.Shape[0], dimension = (int)parameter.Shape[1];
        if (rows < leastRows) return false;
        Int16TableFile.Write(
            path, rows, dimension,
            (row, values) => module.ReadParameter(table, (long)row * dimension, values));
        return true;
    }
}
