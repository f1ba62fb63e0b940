using System.Globalization;
using Recsys.Native;
using Recsys.Pipeline.Features;
using Recsys.Training.Data;

namespace Recsys.Training;

/// <summary>
/// A step failed, as a rule because its loss was NaN or infinite. Models are trained on numbers of users and items;
/// whose they are is said by <see cref="Describe"/>, where the table is at hand.
/// </summary>
internal sealed class BrokenBatchException(NativeException cause) : Exception(cause.Message, cause)
{
    private const int MostNamed = 3;

    /// <summary>What was being trained, as progress names it.</summary>
    public required string Stage { get; init; }

    /// <summary>Pass over the examples, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Batch of the pass, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>Batches of the pass.</summary>
    public required int Batches { get; init; }

    /// <summary>How far the step would have gone.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The batch.</summary>
    public required IReadOnlyList<BatchRow> Rows { get; init; }

    /// <summary>The first feature of a row that is no finite number; null where all are.</summary>
    public static string? FirstWrong(IReadOnlyList<FeatureDefinition> features, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < features.Count; i++)
            if (!float.IsFinite(values[i])) return features[i].Name;
        return null;
    }

    /// <summary>Says it to the person who trains.</summary>
    /// <param name="table">The table that was trained on.</param>
    public TrainingException Describe(InteractionTable table)
    {
        string where = string.Create(
            CultureInfo.InvariantCulture,
            $"Training stopped at stage \"{Stage}\", epoch {Epoch}, batch {Batch} of {Batches} ({Rows.Count:N0} rows, "
            + $"learning rate {LearningRate:G3}): {Message}.");
        if (cause.Status != NativeStatus.NotFinite) return new TrainingException(where, this);
        var wrong = Rows.Where(row => row.Wrong is not null).ToList();
        string why = wrong.Count > 0
            ? $"{wrong.Count} of its rows have features that are no finite numbers: "
                + $"{Names(table, wrong)}. Correct what was imported of them and train again."
            : "All that it was given is finite, so training itself ran away. Its first rows are "
                + $"{Names(table, Rows)}. Train with another --seed, and without --settings if there are any.";
        return new TrainingException($"{where} {why}", this);
    }

    private static string Names(InteractionTable table, IReadOnlyList<BatchRow> rows) =>
        string.Join("; ", rows.Take(MostNamed).Select(row =>
            $"customer '{table.UserIds[row.User]}'"
            + (row.Item >= 0 ? $" with product '{table.ItemIds[row.Item]}'" : "")
            + (row.Wrong is null ? "" : $" ({row.Wrong})")));
}
