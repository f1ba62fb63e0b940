namespace Recsys.Storage.State;

/// <summary>A checkpoint of one FASTER store whose moment is fixed and which is being written.</summary>
/// <param name="Token">FASTER's name for it.</param>
/// <param name="Begin">Address of the first record.</param>
/// <param name="End">Address after the last.</param>
/// <param name="Written">Ends when it is on disk.</param>
internal sealed record StateCheckpoint(Guid Token, long Begin, long End, Task Written);
