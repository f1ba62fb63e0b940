using Google.Protobuf.WellKnownTypes;
using Recsys.V1;

namespace Recsys.Client.Ingestion;

/// <summary>
/// Sends interactions in batches over one stream and makes sure of each: what is not durable when the connection breaks
/// is sent again over the next one, and nothing is counted twice. Safe for any number of threads.
/// <code>
/// await using var stream = client.OpenInteractionStream();
/// await stream.AddAsync(new Interaction { CustomerId = "17850", ProductId = "85123A", Type = InteractionType.View });
/// var bought = await stream.SendAsync(
///     new Interaction { CustomerId = "17850", ProductId = "22423", Type = InteractionType.Purchase });
/// if (bought.Fate == InteractionFate.Rejected) Console.WriteLine(bought.Rejection!.Description);
/// </code>
/// </summary>
/// <remarks>
/// The buffer is in memory: what was added and is not durable is lost with the process. A failure that trying again
/// cannot heal (wrong key, a message the server refuses, no server for
/// <see cref="InteractionStreamOptions.GiveUpAfter"/>) fails the stream: whoever waits gets it, and so does every later
/// call.
/// </remarks>
public sealed class InteractionStream : IAsyncDisposable
{
    private readonly InteractionService.InteractionServiceClient _client;
    private readonly InteractionStreamOptions _options;
    private readonly TimeProvider _time;
    private readonly BatchQueue _queue;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _cancelled;
    private readonly Task _running;
    private int _disposed;

    internal InteractionStream(
        InteractionService.InteractionServiceClient client, InteractionStreamOptions options, TimeProvider time)
    {
        (_client, _options, _time) = (client, options, time);
        _queue = new BatchQueue(options, time);
        _cancelled = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _running = Task.Run(RunAsync);
    }

    /// <summary>What the stream brought so far.</summary>
    public StreamTotals Totals => _queue.Totals;

    /// <summary>
    /// Adds an interaction and returns as soon as the buffer has room for it, see
    /// <see cref="InteractionStreamOptions.BufferSize"/>. <see cref="FlushAsync"/> waits until it is durable; of a
    /// rejection <see cref="InteractionStreamOptions.Rejected"/> is told.
    /// </summary>
    /// <param name="interaction">
    /// Gets an id (a UUID of version 7) and the time where it has none; must not be changed any more.
    /// </param>
    /// <param name="cancellation">Stops waiting for room.</param>
    /// <exception cref="RecsysException">The stream failed.</exception>
    public ValueTask AddAsync(Interaction interaction, CancellationToken cancellation = default) =>
        _queue.AddAsync(Complete(interaction), null, cancellation);

    /// <summary>Adds an interaction and waits for what becomes of it.</summary>
    /// <param name="interaction">
    /// Gets an id (a UUID of version 7) and the time where it has none; must not be changed any more.
    /// </param>
    /// <param name="cancellation">Stops waiting; the interaction may become durable all the same.</param>
    /// <exception cref="RecsysException">The stream failed before the interaction was known to be durable.</exception>
    public async Task<InteractionReceipt> SendAsync(Interaction interaction, CancellationToken cancellation = default)
    {
        var receipt = new TaskCompletionSource<InteractionReceipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.AddAsync(Complete(interaction), receipt, cancellation).ConfigureAwait(false);
        return await receipt.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends what was added without waiting for more, and waits until all of it is durable.</summary>
    /// <exception cref="RecsysException">The stream failed.</exception>
    public Task FlushAsync(CancellationToken cancellation = default) => _queue.FlushAsync().WaitAsync(cancellation);

    /// <summary>
    /// Waits until all that was added is durable, at most for <see cref="InteractionStreamOptions.CloseTimeout"/>, and
    /// ends the stream.
    /// </summary>
    /// <exception cref="RecsysException">The stream failed: not all of it is durable.</exception>
    /// <exception cref="TimeoutException">Not all of it became durable in time.</exception>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        try
        {
            await _queue.FlushAsync().WaitAsync(_options.CloseTimeout, _time).ConfigureAwait(false);
        }
        finally
        {
            _queue.Fail(new ObjectDisposedException(nameof(InteractionStream)));
            await _closing.CancelAsync().ConfigureAwait(false);
            // The server has acknowledged everything, so it ends its side at once; one that does not is not waited for.
            _cancelled.CancelAfter(TimeSpan.FromSeconds(1));
            await _running.ConfigureAwait(false);
            _queue.Dispose();
            _closing.Dispose();
            _cancelled.Dispose();
        }
    }

    private Interaction Complete(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        var now = _time.GetUtcNow();
        if (interaction.Id.Length == 0) interaction.Id = Guid.CreateVersion7(now).ToString();
        // The server would take the time it arrives, which may be much later.
        interaction.EventTime ??= Timestamp.FromDateTimeOffset(now);
        return interaction;
    }

    private async Task RunAsync()
    {
        var retry = new RetryWait(_options, _time);
        try
        {
            do
            {
                // Nothing is opened before there is something to send, or again while there is not.
                while (!_queue.HasWork) await _queue.WaitAsync(_closing.Token).ConfigureAwait(false);
            }
            while (await RunOnceAsync(retry).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // All that was to be sent is sent.
        }
        catch (Exception error)
        {
            _queue.Fail(error);
        }
    }

    private async Task<bool> RunOnceAsync(RetryWait retry)
    {
        var connection = new IngestConnection(_client, _queue);
        try
        {
            await connection.RunAsync(_closing.Token, _cancelled.Token).ConfigureAwait(false);
            return !_closing.IsCancellationRequested;
        }
        catch (RecsysException error) when (RetryWait.IsPassing(error))
        {
            if (connection.Progressed) retry.Progress();
            if (await retry.WaitAsync(error, _closing.Token).ConfigureAwait(false)) return true;
            _queue.Fail(error);
            return false;
        }
    }
}
