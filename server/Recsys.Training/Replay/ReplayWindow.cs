namespace Recsys.Training.Replay;

/// <summary>
/// One moment examples are taken at: what happened before it is what a request would know, what follows is the answer.
/// </summary>
/// <param name="Start">First row that is not known yet; rows before it are history.</param>
/// <param name="End">First row that is no answer any more.</param>
/// <param name="AsOfMs">Time of the moment.</param>
internal readonly record struct ReplayWindow(int Start, int End, long AsOfMs);
