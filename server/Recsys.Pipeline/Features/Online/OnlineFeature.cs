using Recsys.Pipeline.Interactions;

namespace Recsys.Pipeline.Features.Online;

/// <summary>One online feature as the schema declares it.</summary>
/// <remarks>
/// A stored feature goes on under its name while kind, input, types and half-lives stay the same; what changes one of
/// them is another feature, which starts at its default. Limit, default and meaning can change freely.
/// </remarks>
public sealed record OnlineFeature
{
    /// <summary>Most half-lives of one feature.</summary>
    public const int MostHalfLives = 8;

    /// <summary>Name in lower snake case, unique among features of the same entity; 1–64 characters.</summary>
    public required string Name { get; init; }

    /// <summary>How it is made.</summary>
    public required OnlineFeatureKind Kind { get; init; }

    /// <summary>What it takes of an interaction.</summary>
    public OnlineInput Input { get; init; }

    /// <summary>Types of interactions that count; empty for all.</summary>
    public IReadOnlyList<InteractionType> Types { get; init; } = [];

    /// <summary>Half-lives of a decayed count, 1–8, each a second at least.</summary>
    public IReadOnlyList<TimeSpan> HalfLives { get; init; } = [];

    /// <summary>
    /// Most entries of a kind that grows: <see cref="OnlineFeatureKind.KeyCounts"/> 1–256,
    /// <see cref="OnlineFeatureKind.RecentEvents"/> 1–4,096, <see cref="OnlineFeatureKind.RowSet"/> 1–32,768, and bytes
    /// of UTF-8 for <see cref="OnlineFeatureKind.LatestText"/>, 64–256. 0 for the others.
    /// </summary>
    public int Limit { get; init; }

    /// <summary>
    /// What a <see cref="OnlineFeatureKind.Ratio"/> is while its denominator is 0. The others begin at 0 or empty.
    /// </summary>
    public double Default { get; init; }

    /// <summary>What it says, with its unit.</summary>
    public required string Meaning { get; init; }

    /// <summary>The count a <see cref="OnlineFeatureKind.Ratio"/> divides; empty otherwise.</summary>
    public string Numerator { get; init; } = "";

    /// <summary>The count a <see cref="OnlineFeatureKind.Ratio"/> divides by; empty otherwise.</summary>
    public string Denominator { get; init; } = "";

    /// <summary>Whether records hold it, which all do but those computed when read.</summary>
    public bool Stored => Kind != OnlineFeatureKind.Ratio;

    /// <summary>
    /// Numbers of eight bytes it takes in the fixed part of a record: a count, sum or time 1; a text 1, its time; a
    /// decayed count its time and a value per half-life; log moments 3. Kinds that only grow take none.
    /// </summary>
    public int Slots => Kind switch
    {
        OnlineFeatureKind.DecayedCount => 1 + HalfLives.Count,
        OnlineFeatureKind.LogMoments => 3,
        OnlineFeatureKind.KeyCounts or OnlineFeatureKind.RecentEvents or OnlineFeatureKind.RowSet => 0,
        OnlineFeatureKind.Ratio => 0,
        _ => 1,
    };

    /// <summary>Whether interactions of a type count.</summary>
    public bool Counts(InteractionType type)
    {
        for (int i = 0; i < Types.Count; i++)
            if (Types[i] == type) return true;
        return Types.Count == 0;
    }

    /// <summary>Whether what was counted for another feature is what this one would have counted.</summary>
    public bool Continues(OnlineFeature other) =>
        Name == other.Name && Kind == other.Kind && Input == other.Input && HalfLives.SequenceEqual(other.HalfLives)
        && Enum.GetValues<InteractionType>().All(type => Counts(type) == other.Counts(type));
}
