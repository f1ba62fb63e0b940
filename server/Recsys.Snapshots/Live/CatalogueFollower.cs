using Recsys.Pipeline.Catalogue;
using Recsys.Snapshots.Content;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots.Live;

/// <summary>
/// Follows the catalogue while a snapshot is live: takes changed products in, a batch at a time, and now and then has
/// the words indexed anew. Ends with the snapshot.
/// </summary>
internal sealed class CatalogueFollower : IDisposable
{
    // Word lists are built anew when this many products, and a quarter of the catalogue, were laid over them.
    private const int MostOverlaid = 10_000;
    private static readonly TimeSpan MergeRetry = TimeSpan.FromMinutes(1);

    private readonly ProductColumns _products;
    private readonly ProductChanges _changes;
    private readonly LiveCatalogue _catalogue;
    private readonly ContentSource _content;
    private readonly LiveOptions _options;
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private int[] _backlog;
    private long? _mergeFailed;
    private Task _merging = Task.CompletedTask;
    private bool _disposed;

    /// <summary>Begins to follow.</summary>
    /// <param name="products">The catalogue.</param>
    /// <param name="changes">Its changes from before the snapshot was loaded on; from here on this one's.</param>
    /// <param name="catalogue">Takes them in.</param>
    /// <param name="content">Where words are merged.</param>
    /// <param name="options">How to follow.</param>
    public CatalogueFollower(
        ProductColumns products, ProductChanges changes, LiveCatalogue catalogue, ContentSource content,
        LiveOptions options)
    {
        (_products, _changes, _catalogue, _content, _options) = (products, changes, catalogue, content, options);
        // What changed while the snapshot was loaded was read by some of its parts before and by others after.
        _backlog = new int[changes.Pending];
        _backlog = _backlog[..changes.Take(_backlog)];
        if (_backlog.Length > 0) changes.Wake();
        Running = Task.Run(RunAsync);
    }

    /// <summary>Ends after <see cref="Dispose"/>.</summary>
    public Task Running { get; }

    /// <summary>Takes in all that changed before the call; then merges where that is due.</summary>
    public async Task CatchUpAsync()
    {
        await _one.WaitAsync();
        try
        {
            while (Step()) { }
            BeginMerge();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Waits until no merge is under way.</summary>
    public Task MergingAsync() => _merging;

    /// <summary>Ends it; a batch under way is waited for, a merge is not.</summary>
    public void Dispose()
    {
        _changes.Dispose();
        _end.Cancel();
        _one.Wait();
        _disposed = true;
        _one.Release();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _changes.WaitAsync(_end.Token))
                while (await StepAsync()) { }
        }
        catch (OperationCanceledException)
        {
            // The snapshot ended.
        }
    }

    // One batch. After a full one, requests get the processor for as long as it took.
    private async Task<bool> StepAsync()
    {
        long started = _options.Time.GetTimestamp();
        await _one.WaitAsync(_end.Token);
        bool more;
        try
        {
            more = Step();
            BeginMerge();
        }
        finally
        {
            _one.Release();
        }
        if (more) await Task.Delay(_options.Time.GetElapsedTime(started), _options.Time, _end.Token);
        return more;
    }

    /// <returns>Whether there may be more.</returns>
    private bool Step()
    {
        if (_disposed) return false;
        Span<int> rows = stackalloc int[ItemTower.Batch];
        bool first = _backlog.Length > 0;
        int count;
        if (first)
        {
            count = Math.Min(rows.Length, _backlog.Length);
            _backlog.AsSpan(0, count).CopyTo(rows);
            _backlog = _backlog[count..];
        }
        else
        {
            count = _changes.Take(rows);
        }
        if (count > 0) Update(rows[..count], always: first);
        // What changed since the load waits behind the backlog.
        return first || count == rows.Length;
    }

    private void Update(ReadOnlySpan<int> rows, bool always)
    {
        try
        {
            _catalogue.Update(rows, always);
            LiveTelemetry.Updated.Add(rows.Length);
        }
        catch (Exception error)
        {
            // One product that cannot be taken in must not keep the others out.
            if (rows.Length > 1)
            {
                for (int i = 0; i < rows.Length; i++) Update(rows.Slice(i, 1), always);
                return;
            }
            LiveTelemetry.Failures.Add(1);
            _options.Failed(error);
        }
    }

    private void BeginMerge()
    {
        if (!_merging.IsCompleted || _disposed) return;
        if (_mergeFailed is { } failed && _options.Time.GetElapsedTime(failed) < MergeRetry) return;
        if (_content.Overlaid < Math.Max(MostOverlaid, _products.Count / 4)) return;
        _merging = Task.Run(Merge);
        // What came meanwhile may be enough for the next one.
        _merging.ContinueWith(_ => _changes.Wake(), TaskScheduler.Default);
    }

    private void Merge()
    {
        try
        {
            _content.Rebuild();
            _mergeFailed = null;
        }
        catch (Exception error)
        {
            // Nothing is lost: what was to be merged stays beside the lists and is tried again.
            _mergeFailed = _options.Time.GetTimestamp();
            LiveTelemetry.Failures.Add(1);
            _options.Failed(error);
        }
    }
}
