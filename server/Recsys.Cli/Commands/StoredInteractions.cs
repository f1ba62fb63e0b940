using System.Globalization;
using Recsys.Cli.Terminal;
using Recsys.Storage.Reading;
using Recsys.Training.Data;

namespace Recsys.Cli.Commands;

/// <summary>Everything imported into a store, as training reads it.</summary>
internal static class StoredInteractions
{
    // Customers are read and rows sorted after the last row.
    private const double MostWhileReading = 0.95;

    /// <summary>Reads a store as it is now, also one that a server has open: nothing is changed or locked.</summary>
    /// <param name="dataDirectory">The store's folder.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CommandException">There is no store, or nothing in it.</exception>
    public static Task<StoredTable> ReadAsync(
        string dataDirectory, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        if (!Directory.Exists(dataDirectory))
            throw new CommandException($"there is no store in {dataDirectory}; first: ./recsys import FILE");
        return Task.Run(() => Read(dataDirectory, progress, cancellation), cancellation);
    }

    private static StoredTable Read(
        string dataDirectory, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        const string Stage = "Reading interactions";
        progress.Report(new(Stage, 0));
        using var store = StoreReader.Open(dataDirectory, cancellation);
        var all = InteractionTableFromStore.Read(
            store, new StageProgress(progress, Stage, MostWhileReading), cancellation);
        if (all.Count == 0)
            throw new CommandException(
                $"the store in {dataDirectory} holds no interactions; first: ./recsys import FILE")
            {
                Told = "The store holds no interactions to train on: send or import some first.",
            };
        var table = WithoutFuture(all);
        progress.Report(new(Stage, 1,
            $"{table.Count:N0} interactions of {table.UserCount:N0} customers with {table.ItemCount:N0} products"));
        return new StoredTable(table, store.BeginPosition, store.EndPosition);
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
