namespace Recsys.Storage.State;

/// <summary>Says of a record whether it is of no use to anyone any more.</summary>
internal delegate bool RecordTest(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);
