using Recsys.Models;
using Recsys.Models.Fused;
using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots.Ranking;

/// <summary>
/// Scores real products of the catalogue for made-up customers both ways, by TorchScript's own forward and by the fused
/// kernels, and finds the largest difference.
/// </summary>
internal static class RankerParity
{
    private const int Users = 24;
    private const int Products = 96;
    private const int MostEvents = 12;
    private const int Seed = 20100101;

    // Of other customers than those who are compared.
    private const int CalibrationSeed = Seed + 1;

    /// <summary>Shows the kernels' screen real products.</summary>
    public static void Calibrate(FusedDlrm fused, ModelFeatures features, RankerDescription shape)
    {
        var random = new Random(CalibrationSeed);
        var inputs = new RankerInputs(shape, 1, Products);
        var rows = new int[Products];
        fused.Calibrate(Enumerable.Range(0, Users).Select(user =>
        {
            Gather(features, random, user, rows, inputs);
            return inputs;
        }));
    }

    /// <summary>Compares; differences are NaN where a score is not a number.</summary>
    public static RankerDifference Measure(
        TorchModule module, FusedDlrm fused, ModelFeatures features, RankerDescription shape)
    {
        var random = new Random(Seed);
        var inputs = new RankerInputs(shape, 1, Products);
        float[] expected = new float[Products], scores = new float[Products];
        float[] screened = new float[Products];
        var rows = new int[Products];
        double largest = 0, screening = fused.CanScreen ? 0 : double.NaN;
        for (int user = 0; user < Users; user++)
        {
            Gather(features, random, user, rows, inputs);
            if (RankerModule.Run(module, RankerModule.ForwardMethod, inputs, expected) != Products)
                return new RankerDifference(double.NaN, double.NaN, Users * Products);
            fused.Score(inputs, scores);
            // Max gives NaN where either is.
            for (int i = 0; i < Products; i++) largest = Math.Max(largest, Math.Abs(expected[i] - scores[i]));
            if (!fused.CanScreen) continue;
            fused.Screen(inputs, screened);
            for (int i = 0; i < Products; i++)
                screening = Math.Max(screening, Math.Abs(LogOdds.Of(scores[i]) - LogOdds.Of(screened[i])));
        }
        return new RankerDifference(largest, screening, Users * Products);
    }

    // A customer who met a few products, the first one none; as the tower's vector of the user stands one of a product.
    private static void Gather(ModelFeatures features, Random random, int user, int[] rows, RankerInputs inputs)
    {
        var now = features.Now;
        int count = now.Items.Rows;
        long timeMs = features.Workflow.AsOfMs;
        var history = new UserHistory();
        for (int left = user % (MostEvents + 1); left > 0 && count > 0; left--)
            history.Apply(
                new HistoryEvent(
                    random.Next(count), timeMs - ((long)left * random.Next(1, 200_000_000)), 1 + random.Next(50), 1,
                    random.Next(3) == 0 ? InteractionType.View : InteractionType.Purchase));
        var profile = new UserProfile();
        profile.Load(features.Workflow, now.Items, features.Neighbors, history, "", timeMs);
        profile.Normalize(features.Workflow.UserDense);
        // The last is a product that came after the columns were built, with all defaults.
        for (int i = 0; i < rows.Length; i++) rows[i] = count > 0 && i + 1 < rows.Length ? random.Next(count) : count;
        inputs.Gather(
            features.Workflow, now.Items, profile, now.Vectors,
            count > 0 ? now.Vectors[random.Next(count)] : default, rows);
    }
}
