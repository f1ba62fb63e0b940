namespace Recsys.Storage.Journal;

/// <summary>Sees journal records in order.</summary>
internal interface IRecordVisitor
{
    /// <summary>Takes one record.</summary>
    /// <param name="record">Its bytes, in memory that does not move until the call returns.</param>
    /// <param name="position">Where it begins.</param>
    /// <param name="nextPosition">Where the next one begins.</param>
    /// <returns>False to stop before this record.</returns>
    bool Visit(ReadOnlySpan<byte> record, long position, long nextPosition);
}
