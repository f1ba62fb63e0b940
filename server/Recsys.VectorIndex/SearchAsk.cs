using Recsys.Pipeline.Filtering;

namespace Recsys.VectorIndex;

/// <summary>What a search is to heed.</summary>
/// <param name="Screen">Says which rows may be shown; null for all.</param>
/// <param name="Selective">
/// Whether the screen is believed to turn most rows away: then it is asked from the start, and more lists are looked
/// into.
/// </param>
/// <param name="Extra">Rows near the query that the screen is known to turn away, such as those bought before.</param>
public readonly record struct SearchAsk(RowScreen? Screen = null, bool Selective = false, int Extra = 0);
