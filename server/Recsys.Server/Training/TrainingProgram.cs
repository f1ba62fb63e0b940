namespace Recsys.Server.Training;

/// <summary>
/// The program that trains for a server: it is started with these arguments and then those of <c>recsys train
/// --attached</c>, and speaks <see cref="TrainingEvent"/> on its standard output. It is to end when its standard input
/// does, with nothing half published.
/// </summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">What comes before the arguments of the training.</param>
public sealed record TrainingProgram(string FileName, IReadOnlyList<string> Arguments);
