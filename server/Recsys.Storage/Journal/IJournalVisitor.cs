using Recsys.Storage.Records;

namespace Recsys.Storage.Journal;

/// <summary>Sees the journal's records in order, each with its checksum checked.</summary>
internal interface IJournalVisitor
{
    /// <summary>Takes one record.</summary>
    /// <param name="kind">What it is; may be one this build does not know.</param>
    /// <param name="body">Its body, which holds until the call returns.</param>
    /// <param name="position">Where it begins.</param>
    /// <param name="bytes">What it takes in the journal.</param>
    void Visit(RecordKind kind, RecordReader body, long position, int bytes);
}
