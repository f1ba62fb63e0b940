using Recsys.Training.Data;

namespace Recsys.Training.Evaluation;

/// <summary>Size and time of a table.</summary>
/// <param name="Interactions">Rows.</param>
/// <param name="Customers">Different customers.</param>
/// <param name="Products">Different products.</param>
/// <param name="FromMs">Earliest time in milliseconds since 1970-01-01 UTC; 0 where the data has no times.</param>
/// <param name="ToMs">Latest time.</param>
public sealed record TableReport(int Interactions, int Customers, int Products, long FromMs, long ToMs)
{
    internal static TableReport Of(InteractionTable table) => new(
        table.Count, table.UserCount, table.ItemCount,
        table.Count > 0 ? table.TimesMs[0] : 0, table.Count > 0 ? table.TimesMs[^1] : 0);
}
