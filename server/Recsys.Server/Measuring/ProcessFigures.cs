namespace Recsys.Server.Measuring;

/// <summary>What the process does, over the window.</summary>
/// <param name="JournalBytesPerSecond">Bytes appended to the journal per second.</param>
/// <param name="GcPauseRatio">Part of the time that collections paused the process, in [0, 1].</param>
/// <param name="ProcessorsUsed">Processors in use on average; 1 is one of them, wholly.</param>
internal readonly record struct ProcessFigures(
    double JournalBytesPerSecond, double GcPauseRatio, double ProcessorsUsed);
