namespace Recsys.Pipeline.Tests;

/// <summary>Tests that listen to, or count, something of the whole process run with no other beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
