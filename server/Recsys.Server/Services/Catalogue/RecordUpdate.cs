using Recsys.Storage.Catalogue;

namespace Recsys.Server.Services.Catalogue;

/// <summary>Changes a stored record in some of its fields, as if nobody else changed it at the same time.</summary>
/// <typeparam name="T">Product or customer.</typeparam>
/// <param name="catalogue">Where it is stored.</param>
/// <param name="id">Which.</param>
/// <param name="etag">Change only what still has this etag; empty changes whatever is there.</param>
/// <param name="allowMissing">Whether a record that is not there is made.</param>
internal sealed class RecordUpdate<T>(RecordCatalogue<T> catalogue, string id, string etag, bool allowMissing)
    where T : class
{
    // Each failed try means that another writer's change went through in between.
    private const int MostTries = 16;

    /// <summary>
    /// Reads, merges and writes until nobody came in between.
    /// <list type="number">
    /// <item>Read. Nothing there: make the new record, where that is allowed.</item>
    /// <item>With an etag: write what has it, or fail.</item>
    /// <item>Without: write what was read; where it changed since, begin again.</item>
    /// </list>
    /// </summary>
    /// <param name="value">The whole record, for making one.</param>
    /// <param name="merge">Makes the new record of the one there is.</param>
    /// <param name="cancellation">Stops waiting; whether it was written is then unknown.</param>
    /// <returns>Created, Updated, NotFound, EtagMismatch or Invalid.</returns>
    public async Task<WriteResult<T>> RunAsync(T value, Func<T, T> merge, CancellationToken cancellation)
    {
        for (int i = 0; i < MostTries; i++)
        {
            var result = await TryAsync(value, merge, cancellation);
            if (result is not null) return result;
        }
        return new WriteResult<T>(WriteOutcome.EtagMismatch);
    }

    private async Task<WriteResult<T>?> TryAsync(T value, Func<T, T> merge, CancellationToken cancellation)
    {
        if (await catalogue.GetAsync(id, cancellation) is not { } stored)
        {
            if (!allowMissing) return new WriteResult<T>(WriteOutcome.NotFound);
            if (etag.Length > 0) return new WriteResult<T>(WriteOutcome.EtagMismatch);
            var made = await catalogue.CreateAsync(value, cancellation);
            return made.Outcome == WriteOutcome.AlreadyExists ? null : made;
        }
        if (etag.Length > 0 && stored.Etag != etag) return new WriteResult<T>(WriteOutcome.EtagMismatch);
        var written = await catalogue.UpdateAsync(merge(stored.Value), stored.Etag, cancellation);
        bool again = etag.Length == 0 && written.Outcome is WriteOutcome.EtagMismatch
            || allowMissing && written.Outcome == WriteOutcome.NotFound;
        return again ? null : written;
    }
}
