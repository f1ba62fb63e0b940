namespace Recsys.Server.Measuring;

/// <summary>Figures of the process that only grow, at one moment.</summary>
/// <param name="Seconds">The moment, in seconds since the start.</param>
/// <param name="JournalPosition">How far the journal is durable.</param>
/// <param name="GcPause">How long collections paused the process.</param>
/// <param name="Processor">Processor time taken.</param>
internal readonly record struct ProcessSample(
    double Seconds, long JournalPosition, TimeSpan GcPause, TimeSpan Processor);
