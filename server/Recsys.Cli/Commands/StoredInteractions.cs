using System.Globalization;
using Recsys.Cli.Terminal;
using Recsys.Storage;
using Recsys.Training.Data;

namespace Recsys.Cli.Commands;

/// <summary>Everything imported into a store, as training reads it.</summary>
internal static class StoredInteractions
{
    // Customers are read and rows sorted after the last row.
    private const double MostWhileReading = 0.95;

    /// <summary>Reads a store that no server has open.</summary>
    /// <param name="dataDirectory">The store's folder.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CommandException">There is no store, or nothing in it.</exception>
    public static async Task<StoredTable> ReadAsync(
        string dataDirectory, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        if (!Directory.Exists(dataDirectory))
            throw new CommandException($"there is no store in {dataDirectory}; first: ./recsys import FILE");
        progress.Report(new("Reading interactions", 0));
        await using var store = await RecsysStore.OpenAsync(
            new StorageOptions { Directory = dataDirectory }, cancellation: cancellation);
        var journal = store.Statistics;
        var all = await InteractionTableFromStore.ReadAsync(
            store, cancellation,
            done => progress.Report(new("Reading interactions", Math.Min(done, MostWhileReading))));
        if (all.Count == 0)
            throw new CommandException(
                $"the store in {dataDirectory} holds no interactions; first: ./recsys import FILE");
        var table = WithoutFuture(all);
        progress.Report(new("Reading interactions", 1,
            $"{table.Count:N0} interactions of {table.UserCount:N0} customers with {table.ItemCount:N0} products"));
        return new StoredTable(table, journal.JournalBeginPosition, journal.JournalDurablePosition);
    }

    private static InteractionTable WithoutFuture(InteractionTable all)
    {
        var future = FutureRows.LeaveOut(all, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        if (future.Found == 0) return all;
        string found = future.Found == future.All ? $"All {future.All:N0}" : $"{future.Found:N0} of {future.All:N0}";
        string latest = DateTimeOffset.FromUnixTimeMilliseconds(future.LatestMs)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Say.Line(
            $"  {found} interactions lie in the future, up to {latest}: "
            + (future.Kept ? "this data's clock is taken for its own. " : "they are left out. ")
            + "If that is wrong, check the unit and the format of their times in the mapping (docs/import.md).");
        return future.Table;
    }
}
