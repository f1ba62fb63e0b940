using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Recsys.Storage.Tests.Model;

/// <summary>
/// Drives the store and a model of plain collections through the same random steps, and compares them all the way. A
/// failing run is cut down to the shortest that still fails. <c>RECSYS_MODEL_RUNS</c> in the environment says how many
/// runs of each kind to try in place of a few with a fixed seed; each long run takes a seed of its own and names it.
/// </summary>
public class StoreModelTests
{
    [Fact]
    public void AnySteps_StoreAndModel_Agree() => Holds(StoreSteps.Any, runs: 12, journalMaxBytes: null);

    [Fact]
    public void AnySteps_MoreThanMemoryAndJournalKeep_StoreAndModel_Agree() =>
        Holds(StoreSteps.Crowded, runs: 2, journalMaxBytes: 1 << 20);

    [Fact]
    public void AnySteps_MoreThanMemoryKeepsAndASlowDisk_StoreAndModel_Agree() =>
        Holds(StoreSteps.Crowded, runs: 1, journalMaxBytes: 1 << 20, slowDisk: true);

    private static void Holds(
        Arbitrary<StoreStep[]> steps, int runs, long? journalMaxBytes, bool slowDisk = false)
    {
        var config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true);
        bool longer = int.TryParse(
            Environment.GetEnvironmentVariable("RECSYS_MODEL_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture,
            out int wanted);
        config = longer ? config.WithMaxTest(wanted) : config.WithMaxTest(runs).WithReplay(20261121, 7);
        Prop.ForAll(steps, async each =>
        {
            await using var run = new StoreRun(journalMaxBytes, slowDisk);
            await run.RunAsync(each);
        }).Check(config);
    }
}
