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

    /// <summary>
    /// Makes it nobody's. The attribution token goes too: one answer led to several interactions of one person.
    /// </summary>
    public void Disown() => Customer = Session = Attribution = default;
}
