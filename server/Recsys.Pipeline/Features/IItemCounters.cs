namespace Recsys.Pipeline.Features;

/// <summary>
/// Where products' counters are read from: memory in training, the version's file in serving, which reads those of a
/// product again only when it changes. Any number of readers at once.
/// </summary>
public interface IItemCounters
{
    /// <summary>Products counted, met or not.</summary>
    int Rows { get; }

    /// <summary>Reads counters of consecutive products.</summary>
    /// <param name="first">The first one's model row.</param>
    /// <param name="counters">Filled; all of its rows are below <see cref="Rows"/>.</param>
    /// <exception cref="IOException">They could not be read.</exception>
    void Read(int first, Span<ItemCounters> counters);
}
