namespace Recsys.Pipeline;

/// <summary>What one stage did in one request, refill rounds summed.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="CandidatesIn">Candidates it was given.</param>
/// <param name="CandidatesOut">Candidates it passed on.</param>
/// <param name="Microseconds">Time it took.</param>
public readonly record struct StageFigures(Stage Stage, int CandidatesIn, int CandidatesOut, double Microseconds);
