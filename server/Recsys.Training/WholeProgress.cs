namespace Recsys.Training;

/// <summary>
/// How much of a whole training is done, from how much of its stage is: stages take very different times, and how they
/// compare hardly depends on the data. It never goes back.
/// </summary>
public sealed class WholeProgress
{
    /// <summary>The stage of reading what is trained on, which comes before training.</summary>
    public const string Reading = "reading";

    // Parts of the processor time that trainings of shops took, of a million interactions and of half as many.
    private static readonly (string Stage, double Part)[] Full =
    [
        (Reading, 0.03), ("item to item", 0.07), ("als", 0.04), ("examples", 0.12), ("towers", 0.09), ("ranker", 0.22),
        ("towers so far", 0.02), ("mix", 0.31), ("latest towers", 0.06), ("sequences", 0.01), ("artifacts", 0.03),
    ];

    private static readonly (string Stage, double Part)[] Increment =
    [
        (Reading, 0.15), ("examples", 0.15), ("mix", 0.05), ("towers", 0.1), ("ranker", 0.1), ("sequences", 0.05),
        ("artifacts", 0.4),
    ];

    private readonly (string Stage, double Part)[] _parts;
    private double _done;

    /// <summary>Begins at 0.</summary>
    /// <param name="increment">Whether it is a training that goes on from a version.</param>
    public WholeProgress(bool increment) => _parts = increment ? Increment : Full;

    /// <summary>Part of the whole that is done, in [0, 1].</summary>
    /// <param name="stage">The stage, as <see cref="TrainingProgress"/> names it; of one that is not known it is only
    /// known that nothing before is undone.</param>
    /// <param name="fraction">How much of the stage is done, in [0, 1].</param>
    public double Of(string stage, double fraction)
    {
        double before = 0;
        foreach (var (name, part) in _parts)
        {
            if (name == stage)
            {
                _done = Math.Max(_done, before + (part * Math.Clamp(fraction, 0, 1)));
                break;
            }
            before += part;
        }
        return _done;
    }
}
