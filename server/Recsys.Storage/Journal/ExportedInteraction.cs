using Recsys.Pipeline.Interactions;

namespace Recsys.Storage.Journal;

/// <summary>An interaction as it is exported.</summary>
/// <param name="Position">Journal position it begins at.</param>
/// <param name="Interaction">The interaction; nobody's where its customer was erased since.</param>
public readonly record struct ExportedInteraction(long Position, Interaction Interaction);
