using Recsys.Models;

namespace Recsys.Training.Incremental;

/// <summary>Takes parameters over from a module of smaller vocabularies.</summary>
internal static class ParameterGrowth
{
    private const int MostRowsAtOnce = 1 << 14;

    /// <summary>Copies all parameters that two modules share, tables row by row.</summary>
    /// <param name="from">The module to copy from.</param>
    /// <param name="to">The module whose parameters are replaced.</param>
    /// <param name="rowsOf">Row of <paramref name="from"/> by row of <paramref name="to"/> of the table of a name; null
    /// for one whose rows stay. A row below 0 is left as it is.</param>
    /// <exception cref="InvalidDataException">A parameter has another shape.</exception>
    public static void Copy(TorchModule from, TorchModule to, Func<string, int[]?> rowsOf)
    {
        var known = from.Parameters.ToDictionary(parameter => parameter.Name);
        foreach (var parameter in to.Parameters)
        {
            if (!known.TryGetValue(parameter.Name, out var before)) continue;
            int[]? rows = rowsOf(parameter.Name);
            bool fits = rows is null
                ? before.Shape.SequenceEqual(parameter.Shape)
                : rows.Length == parameter.Shape[0] && before.Shape.Skip(1).SequenceEqual(parameter.Shape.Skip(1))
                    && rows.All(row => row < before.Shape[0]);
            if (!fits)
                throw new InvalidDataException(
                    $"'{parameter.Name}' is [{string.Join(", ", before.Shape)}] there and would be "
                    + $"[{string.Join(", ", parameter.Shape)}] here.");
            CopyRows(from, to, parameter, rows ?? [.. Enumerable.Range(0, (int)parameter.Shape[0])]);
        }
    }

    // Rows that follow each other in both tables are copied together.
    private static void CopyRows(TorchModule from, TorchModule to, TorchParameterInfo parameter, int[] rows)
    {
        long width = parameter.Elements / Math.Max(1, rows.Length);
        var buffer = new float[Math.Min(rows.Length, MostRowsAtOnce) * width];
        for (int row = 0; row < rows.Length;)
        {
            if (rows[row] < 0)
            {
                row++;
                continue;
            }
            int end = row + 1;
            while (end < rows.Length && end - row < MostRowsAtOnce && rows[end] == rows[end - 1] + 1) end++;
            var values = buffer.AsSpan(0, (int)((end - row) * width));
            from.ReadParameter(parameter.Name, rows[row] * width, values);
            to.WriteParameter(parameter.Name, row * width, values);
            row = end;
        }
    }
}
