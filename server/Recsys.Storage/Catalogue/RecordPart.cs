namespace Recsys.Storage.Catalogue;

/// <summary>Reads a part of a stored record, which is only there until it returns.</summary>
/// <typeparam name="TPart">The part.</typeparam>
internal delegate TPart RecordPart<out TPart>(ReadOnlySpan<byte> record);
