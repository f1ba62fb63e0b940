namespace Recsys.Training.Tests;

/// <summary>
/// Tests that compare weights bit by bit, where the number of threads says in which order sums are taken: it is the
/// whole process's, and other trainings of the process change it.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
