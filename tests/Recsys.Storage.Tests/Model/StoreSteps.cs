using FsCheck;
using FsCheck.Fluent;

namespace Recsys.Storage.Tests.Model;

/// <summary>Random runs, and what to try in place of one that failed to find the shortest that does.</summary>
internal static class StoreSteps
{
    /// <summary>Runs of a few customers who do a bit of everything.</summary>
    public static Arbitrary<StoreStep[]> Any { get; } = Of(40, crowds: 0);

    /// <summary>Runs in which so many act that their histories do not fit memory.</summary>
    public static Arbitrary<StoreStep[]> Crowded { get; } = Of(25, crowds: 12);

    private static Arbitrary<StoreStep[]> Of(int length, int crowds) => Arb.From(
        (from verb in Gen.Frequency(
            (6, Gen.Constant(StoreVerb.Append)),
            (2, Gen.Constant(StoreVerb.AppendAgain)),
            (crowds, Gen.Constant(StoreVerb.AppendCrowd)),
            (3, Gen.Constant(StoreVerb.AppendToStream)),
            (4, Gen.Constant(StoreVerb.CreateProduct)),
            (2, Gen.Constant(StoreVerb.UpdateProduct)),
            (1, Gen.Constant(StoreVerb.UpsertProducts)),
            (2, Gen.Constant(StoreVerb.DeleteProduct)),
            (3, Gen.Constant(StoreVerb.CreateCustomer)),
            (2, Gen.Constant(StoreVerb.UpdateCustomer)),
            (1, Gen.Constant(StoreVerb.UpsertCustomers)),
            (4, Gen.Constant(StoreVerb.EraseCustomer)),
            (2, Gen.Constant(StoreVerb.Checkpoint)),
            (1, Gen.Constant(StoreVerb.Close)),
            (1, Gen.Constant(StoreVerb.Crash)),
            (1, Gen.Constant(StoreVerb.CrashInCheckpoint)))
         from subject in Gen.Choose(0, 5)
         from size in Gen.Choose(1, 60)
         from waits in Gen.Frequency((2, Gen.Constant(true)), (1, Gen.Constant(false)))
         select new StoreStep(verb, subject, size, waits)).ArrayOf(length),
        Smaller);

    // Large parts first, then single steps, then steps that do less.
    private static IEnumerable<StoreStep[]> Smaller(StoreStep[] steps)
    {
        for (int part = steps.Length / 2; part > 0; part /= 2)
        {
            for (int at = 0; at + part <= steps.Length; at += part)
                yield return [.. steps[..at], .. steps[(at + part)..]];
        }
        for (int i = 0; i < steps.Length; i++)
        {
            if (!steps[i].Waits) yield return With(steps, i, steps[i] with { Waits = true });
            if (steps[i].Size > 1) yield return With(steps, i, steps[i] with { Size = steps[i].Size / 2 });
        }
    }

    private static StoreStep[] With(StoreStep[] steps, int at, StoreStep step)
    {
        var changed = (StoreStep[])steps.Clone();
        changed[at] = step;
        return changed;
    }
}
