using Recsys.Cli.Terminal;
using Recsys.Storage;
using Recsys.Training.Data;

namespace Recsys.Cli.Commands;

/// <summary>Everything imported into a store, as training reads it.</summary>
internal static class StoredInteractions
{
    /// <summary>Reads a store that no server has open.</summary>
    /// <param name="dataDirectory">The store's folder.</param>
    /// <param name="progress">Told when it begins and ends.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The interactions, and the journal position behind the last of them.</returns>
    /// <exception cref="CommandException">There is no store, or nothing in it.</exception>
    public static async Task<(InteractionTable Table, long Position)> ReadAsync(
        string dataDirectory, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        if (!Directory.Exists(dataDirectory))
            throw new CommandException($"there is no store in {dataDirectory}; first: ./recsys import FILE");
        progress.Report(new("Reading interactions", 0));
        await using var store = await RecsysStore.OpenAsync(
            new StorageOptions { Directory = dataDirectory }, cancellation: cancellation);
        long position = store.Interactions.DurablePosition;
        var table = await InteractionTableFromStore.ReadAsync(store, cancellation);
        if (table.Count == 0)
            throw new CommandException(
                $"the store in {dataDirectory} holds no interactions; first: ./recsys import FILE");
        progress.Report(new("Reading interactions", 1,
            $"{table.Count:N0} interactions of {table.UserCount:N0} customers with {table.ItemCount:N0} products"));
        return (table, position);
    }
}
