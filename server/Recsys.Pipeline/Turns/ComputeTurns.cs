namespace Recsys.Pipeline.Turns;

/// <summary>
/// Turns to compute, given in the order they were asked for, each on a processor of its own where there are as many
/// turns as processors. Thread-safe.
/// </summary>
/// <param name="atOnce">Turns at once, above 0.</param>
internal sealed class ComputeTurns(int atOnce)
{
    private readonly SemaphoreSlim _turns = new(atOnce);
    private readonly ProcessorHolds? _processors = ProcessorHolds.Of(atOnce);

    /// <summary>Waits for a turn, holding no thread; <see cref="End"/> ends it.</summary>
    public Task BeginAsync(CancellationToken cancellation) => _turns.WaitAsync(cancellation);

    /// <summary>Holds a processor for the calling thread, which must have a turn and waits for nothing until it gives
    /// the processor back.</summary>
    public HeldProcessor Hold() => _processors is null ? default : _processors.Hold();

    /// <summary>Ends a turn.</summary>
    public void End() => _turns.Release();
}
