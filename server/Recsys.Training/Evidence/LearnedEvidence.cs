using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Neighbors;

namespace Recsys.Training.Evidence;

/// <summary>What was learned about weighing interactions, and which tables are better for it beside EASE's.</summary>
/// <param name="Signals">How strongly each signal counts.</param>
/// <param name="InItemKnn">Whether item-kNN is fitted on weighed pairs.</param>
/// <param name="InGraphFilter">Whether the graph filter is.</param>
/// <param name="InAls">Whether implicit alternating least squares are.</param>
internal readonly record struct LearnedEvidence(
    SignalExponents Signals, bool InItemKnn, bool InGraphFilter, bool InAls)
{
    // Standard errors by which a signal must do better, customer by customer, and part of the whole.
    private const double SureErrors = 2, ClearlyBetter = 1.002;

    /// <summary>Every interaction counts alike.</summary>
    public static LearnedEvidence None => default;

    /// <summary>The pairs of a table, weighed by what the table itself holds.</summary>
    /// <param name="table">The table.</param>
    /// <param name="plain">Its pairs, each counting alike: they are those where no signal counts.</param>
    public PairMatrix Pairs(InteractionTable table, PairMatrix plain) => Signals == SignalExponents.None
        ? plain
        : PairMatrix.Of(table, EvidenceWeights.Of(table, Signals));

    /// <summary>
    /// Whether customers are served better by more than chance: noise among the signals would be weighed else, in one
    /// data set of two.
    /// </summary>
    /// <param name="ndcgs">By customer.</param>
    /// <param name="than">Of the same customers.</param>
    public static bool IsSurelyBetter(double[] ndcgs, double[] than) =>
        PairedGain.Of(ndcgs, than).IsBeyond(SureErrors) && ndcgs.Sum() > ClearlyBetter * than.Sum();
}
