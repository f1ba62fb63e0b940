namespace Recsys.Server.Training;

/// <summary>How the process of a training ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and a signal's number where one ended it.</param>
/// <param name="Published">The version that it published; null where it did not.</param>
/// <param name="Failure">Why not, in words that callers may see; null where it did not say.</param>
/// <param name="Said">The end of what it said to people, for the log.</param>
internal sealed record TrainingOutcome(int ExitCode, string? Published, string? Failure, string Said);
