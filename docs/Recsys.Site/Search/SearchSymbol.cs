namespace Recsys.Site.Search;

/// <summary>A name of the contract, to be found before any text that mentions it.</summary>
/// <param name="Name">The name, such as <c>Interaction.dwell_ms</c>.</param>
/// <param name="Anchor">Its anchor on the page.</param>
/// <param name="Kind">What it is, for people: method, message, field …</param>
internal sealed record SearchSymbol(string Name, string Anchor, string Kind);
