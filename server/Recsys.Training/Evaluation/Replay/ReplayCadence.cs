namespace Recsys.Training.Evaluation;

/// <summary>How often a shop trains; between trainings its customers' features follow what they do.</summary>
public enum ReplayCadence
{
    /// <summary>Once, before the first day: online features alone after it.</summary>
    Once,

    /// <summary>Every month from then on.</summary>
    Monthly,

    /// <summary>Every seven days.</summary>
    Weekly,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>In full every month, and every day by an increment that goes on from the month's.</summary>
    Incremental,
}
