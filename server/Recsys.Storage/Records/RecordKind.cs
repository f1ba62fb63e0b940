namespace Recsys.Storage.Records;

/// <summary>First byte of a journal record's body. Values are stored and must not be renumbered.</summary>
internal enum RecordKind : byte
{
    Interaction = 1,
    ProductPut = 2,
    CustomerPut = 4,
    CustomerErase = 5,
    StreamMark = 6,
}
