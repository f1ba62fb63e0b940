using Recsys.Training.Import;
using Recsys.Training.Import.Parquet.Native;

namespace Recsys.Training.Tests.Import.Parquet;

/// <summary>
/// DuckDB comes through npm, which a machine may lack. Tests that need it fetch it as the product does; where that
/// cannot work they check that the product says so in one line that names a way out.
/// </summary>
internal static class DuckDbPresence
{
    public static bool IsHere()
    {
        try
        {
            DuckDbLibrary.Ensure();
            return true;
        }
        catch (ImportException e)
        {
            Assert.Contains("RECSYS_DUCKDB", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
            return false;
        }
    }

    public static void Execute(string sql, params string[] values)
    {
        using var duckDb = DuckDb.Open();
        using var query = duckDb.Run(sql, values);
        while (query.NextChunk())
        {
        }
    }
}
