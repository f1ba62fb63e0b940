using Recsys.Models;
using Recsys.Models.Sequence;
using Recsys.Training.Data;

namespace Recsys.Training.Sequence;

/// <summary>
/// Decides whether and for how long a sequential model is trained. It stops where the held-out products are found no
/// better for some passes, and goes back to the best one.
/// </summary>
internal static class SequenceFitter
{
    /// <summary>Fewest products that follow another one; less teaches nothing.</summary>
    public const int FewestPositions = 2000;

    /// <summary>Most products: their vectors are compared one by one at every request.</summary>
    public const int MostProducts = 50_000;

    private const int Dimension = 64;
    private const int MostEpochs = 80;
    private const int FewestEpochs = 4;
    private const int Patience = 3;
    private const int MostFurtherPasses = 5;

    // Fewer than this say nothing about passes.
    private const int FewestHeldOut = 30;

    // Part of the work that tells whether a shop has use for such a model.
    private const double TrialPart = 0.3;

    /// <summary>Trains the model; the same data and options give the same.</summary>
    /// <param name="table">The data, in time order.</param>
    /// <param name="options">The seed.</param>
    /// <param name="progress">Told where training stands; may be null.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>The module by item of the table, the caller's to dispose; null where the data has no order, is too
    /// little, or has too many products.</returns>
    /// <exception cref="BrokenBatchException">A loss became NaN or infinite.</exception>
    public static TorchModule? Fit(
        InteractionTable table, TrainingOptions options, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation) =>
        Fit(table, options, options.SequenceWork, progress, cancellation).Module;

    /// <summary>Trains it with a part of the work, which tells whether the data has use for it.</summary>
    /// <param name="table">The data, in time order.</param>
    /// <param name="options">The seed.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>The module, if there is one, and whether more work would change nothing.</returns>
    /// <exception cref="BrokenBatchException">A loss became NaN or infinite.</exception>
    public static (TorchModule? Module, bool Whole) Try(
        InteractionTable table, TrainingOptions options, CancellationToken cancellation) =>
        Fit(table, options, TrialPart * options.SequenceWork, null, cancellation);

    private static (TorchModule? Module, bool Whole) Fit(
        InteractionTable table, TrainingOptions options, double mostWork, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        if (table.Count < FewestPositions || table.ItemCount is < 2 or > MostProducts
            || table.TimesMs[0] == table.TimesMs[^1])
            return (null, true);
        var data = SequenceData.Of(table, options.Seed, cancellation);
        if (data.Positions < FewestPositions || data.HeldOut.Count == 0) return (null, true);
        using var trainer = new SequenceTrainer(data, Dimension, Dropout(data), options.Seed);
        var (positions, epochs) = Plan(data, mostWork);
        TorchModule? best = null;
        double most = double.NegativeInfinity;
        int worse = 0;
        try
        {
            for (int epoch = 0; epoch < epochs && worse < Patience; epoch++)
            {
                int current = epoch;
                trainer.Epoch(current + 1, positions, (done, loss) => progress?.Report(new TrainingProgress(
                    "sequences", (current + done) / epochs, $"epoch {current + 1}, loss {loss:F4}")), cancellation);
                double ndcg = trainer.Measure(cancellation);
                if (ndcg > most)
                {
                    (most, worse) = (ndcg, 0);
                    best?.Dispose();
                    best = trainer.Module.Clone();
                }
                else
                {
                    worse++;
                }
            }
            progress?.Report(new TrainingProgress("sequences", 1, $"held-out ndcg@20 {most:F4}"));
            return (best, worse == Patience || (epochs == MostEpochs && positions == data.Positions));
        }
        catch
        {
            best?.Dispose();
            throw;
        }
    }

    /// <summary>Lets a trained model see what came since, for as long as it finds held-out products of that better.
    /// </summary>
    /// <param name="start">The model, by item of the table; the fitter's from here on.</param>
    /// <param name="table">The data, in time order.</param>
    /// <param name="firstRow">The first row that it has not seen.</param>
    /// <param name="options">The seed.</param>
    /// <param name="progress">Told where training stands; may be null.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>The model as it is then, the caller's to dispose.</returns>
    /// <exception cref="TrainingException">The loss became NaN or infinite; names the step.</exception>
    public static TorchModule Continue(
        TorchModule start, InteractionTable table, int firstRow, TrainingOptions options,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var best = start.Clone();
        try
        {
            var data = SequenceData.Of(table, options.Seed, cancellation, firstRow);
            int dimension = (int)start.Parameters.Single(one => one.Name == SequenceModule.ItemTable).Shape[1];
            using var trainer = new SequenceTrainer(
                data, dimension, Dropout(data), options.Seed, start, SequenceTrainer.LearningRate / 3);
            bool judged = data.HeldOut.Count >= FewestHeldOut;
            double most = judged ? trainer.Measure(cancellation) : 0;
            for (int pass = 1; pass <= (judged ? MostFurtherPasses : 1) && data.Positions > 0; pass++)
            {
                trainer.Epoch(pass, data.Positions, (_, _) => { }, cancellation);
                double ndcg = judged ? trainer.Measure(cancellation) : 1;
                progress?.Report(new TrainingProgress(
                    "sequences", (double)pass / MostFurtherPasses, $"pass {pass}, held-out ndcg@20 {ndcg:F4}"));
                if (ndcg <= most) break;
                most = ndcg;
                best.CopyParametersFrom(trainer.Module);
            }
            return best;
        }
        catch
        {
            best.Dispose();
            throw;
        }
    }

    // Few positions a product are learned by heart unless much is left out.
    private static float Dropout(SequenceData data) => data.Positions < 50L * data.Products ? 0.3f : 0.2f;

    // As many passes as the work allows; of much data each sees a part.
    private static (long Positions, int Epochs) Plan(SequenceData data, double mostWork)
    {
        double candidates = Math.Min(data.Products, SequenceBatch.MostCandidates);
        double layers = 6 * SequenceModule.Blocks * Dimension;
        double work = 6.0 * Dimension * (candidates + layers) * data.Positions;
        int epochs = (int)Math.Clamp(mostWork / work, FewestEpochs, MostEpochs);
        return ((long)Math.Min(data.Positions, data.Positions * (mostWork / epochs / work)), epochs);
    }
}
