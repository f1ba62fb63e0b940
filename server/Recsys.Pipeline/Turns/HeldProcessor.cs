namespace Recsys.Pipeline.Turns;

/// <summary>A processor that a thread holds while it computes; the default holds none.</summary>
internal readonly ref struct HeldProcessor
{
    private readonly ProcessorHolds? _holds;
    private readonly int _place;
    private readonly bool _moved;

    public HeldProcessor(ProcessorHolds holds, int place, bool moved) =>
        (_holds, _place, _moved) = (holds, place, moved);

    /// <summary>Which of <see cref="ProcessorHolds.Processors"/> it is; below 0 for none.</summary>
    public int Place => _holds is null ? -1 : _place;

    /// <summary>Gives it back, and the thread may run anywhere again.</summary>
    public void Dispose() => _holds?.GiveBack(_place, _moved);
}
