using System.Runtime.InteropServices;
using Recsys.Pipeline.Features;

namespace Recsys.Training.Examples;

/// <summary>
/// What the ranker learns from, as columns: a user's state, a product, whether it was bought within the horizon.
/// </summary>
internal sealed class RankerExamples
{
    private readonly List<float> _cross = [];

    public int Count => States.Count;

    /// <summary>Number in <see cref="UserStates"/>.</summary>
    public List<int> States { get; } = [];

    /// <summary>Item of the table.</summary>
    public List<int> Items { get; } = [];

    /// <summary>1 for a positive, 0 for a negative; below 0 for an example that only other heads learn from.</summary>
    public List<float> Labels { get; } = [];

    /// <summary>
    /// log(chance that a positive like this was taken / chance that a negative like this was drawn). Added to the
    /// ranker's logit in training alone, it takes the sampling out: the logit itself then stands for the real chance
    /// (King and Zeng, 2001).
    /// </summary>
    public List<float> Offsets { get; } = [];

    /// <summary>Labels of all heads, example by example; empty where there is one.</summary>
    public List<float> HeadLabels { get; } = [];

    /// <summary>Offsets of all heads, likewise.</summary>
    public List<float> HeadOffsets { get; } = [];

    /// <summary>Whether it counts for the answer that the ranker is judged by.</summary>
    public bool Answers(int example) => Labels[example] >= 0;

    public Span<float> AllCross => CollectionsMarshal.AsSpan(_cross);

    public Span<float> Cross(int example) =>
        AllCross.Slice(example * FeatureSchema.Cross.Count, FeatureSchema.Cross.Count);

    /// <summary>Adds an example of several heads.</summary>
    public void Add(
        int state, int item, ReadOnlySpan<float> labels, ReadOnlySpan<float> offsets, ReadOnlySpan<float> cross)
    {
        States.Add(state);
        Items.Add(item);
        Labels.Add(labels[0]);
        Offsets.Add(offsets[0]);
        HeadLabels.AddRange(labels);
        HeadOffsets.AddRange(offsets);
        _cross.AddRange(cross);
    }

    public void Add(int state, int item, bool positive, double offset, ReadOnlySpan<float> cross)
    {
        States.Add(state);
        Items.Add(item);
        Labels.Add(positive ? 1 : 0);
        Offsets.Add((float)offset);
        _cross.AddRange(cross);
    }
}
