using Recsys.Training.Data;

namespace Recsys.Cli.Commands;

/// <summary>What training reads of a store.</summary>
/// <param name="Table">The interactions.</param>
/// <param name="JournalBegin">Position of the oldest record that the journal holds.</param>
/// <param name="JournalEnd">Position behind the last one that was read.</param>
internal sealed record StoredTable(InteractionTable Table, long JournalBegin, long JournalEnd);
