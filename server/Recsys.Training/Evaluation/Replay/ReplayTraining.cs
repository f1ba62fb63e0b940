namespace Recsys.Training.Evaluation;

/// <summary>A training of a replay.</summary>
/// <param name="AtMs">Time of it: it sees what was before.</param>
/// <param name="FromMs">Time of the full training that it goes on from; its own for a full one.</param>
internal readonly record struct ReplayTraining(long AtMs, long FromMs)
{
    public bool IsFull => AtMs == FromMs;
}
