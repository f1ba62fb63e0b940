using Recsys.Pipeline.Checksums;

namespace Recsys.Storage.Checkpoints;

/// <summary>One file of a checkpoint.</summary>
/// <param name="Path">Relative to the store's folder.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Crc32C">Checksum of the whole.</param>
internal sealed record CheckpointFile(string Path, long Bytes, uint Crc32C);
