using Recsys.Pipeline.Features;

namespace Recsys.Storage.Interactions;

/// <summary>The parts of a journalled interaction, texts as UTF-8 where they lie.</summary>
internal ref struct InteractionView
{
    public ReadOnlySpan<byte> Id;
    public ReadOnlySpan<byte> Customer;
    public ReadOnlySpan<byte> Session;
    public ReadOnlySpan<byte> Country;
    public ReadOnlySpan<byte> Attribution;
    public HistoryEvent Event;
    public float Value;
    public int DwellMs;
}
