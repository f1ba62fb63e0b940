using Recsys.Models.Repository;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Replay;

namespace Recsys.Training.Mixing;

/// <summary>Learns how much to trust sources and ranker, from a version that knows nothing of what is asked.</summary>
/// <param name="table">All data.</param>
/// <param name="options">Seed, and sources to do without.</param>
/// <param name="metrics">Where it is noted what the mix is worth.</param>
/// <param name="progress">Told where it stands; may be null.</param>
/// <param name="cancellation">Ends the work by an exception.</param>
internal sealed class MixTraining(
    InteractionTable table, TrainingOptions options, IDictionary<string, double> metrics,
    IProgress<TrainingProgress>? progress, CancellationToken cancellation)
{
    // How much the merged retrieval score counts until more is known, by kind of request.
    private const double NewRetrieval = 1;
    private const double AllRetrieval = 0.3;

    /// <summary>Part of ndcg that pages lose without each source that might have been spared.</summary>
    public IReadOnlyDictionary<string, double> Losses { get; private set; } = new Dictionary<string, double>();

    /// <summary>Learns.</summary>
    /// <param name="version">The version.</param>
    /// <param name="past">What it knows, with the whole table's numbers.</param>
    /// <param name="window">What its customers did next.</param>
    /// <param name="mayValidate">Whether a customer was kept back.</param>
    /// <returns>The mix; null where there are too few customers to learn from.</returns>
    public Mix? Learn(ModelVersion version, InteractionTable past, ReplayWindow window, Func<int, bool> mayValidate)
    {
        List<EvaluationCase> Cases(bool newProducts) =>
            MixCases.Of(past, table, window, mayValidate, newProducts, options.Seed);
        List<EvaluationCase> fresh = Cases(newProducts: true), all = Cases(newProducts: false);
        if (Math.Max(fresh.Count, all.Count) < MixFit.Fewest) return null;
        using var learner = new MixLearner(version, past, window.AsOfMs, options.WithoutSources, cancellation);
        learner.AskSources(fresh, all);
        var shares = learner.Shares();
        progress?.Report(new TrainingProgress("mix", 0.3));
        var newLists = learner.Lists(fresh, newProducts: true, shares);
        var allLists = learner.Lists(all, newProducts: false, shares);
        var choice = new SourceChoice(learner.Signals, cancellation);
        choice.Add(newLists, NewRetrieval);
        choice.Add(allLists, AllRetrieval);
        List<string> needless = options.SpareSources ? choice.Needless() : [];
        Losses = choice.Losses;
        progress?.Report(new TrainingProgress("mix", 0.6));
        if (needless.Count > 0)
        {
            learner.Spare(needless);
            shares = learner.Shares();
            newLists = learner.Lists(fresh, newProducts: true, shares);
            allLists = learner.Lists(all, newProducts: false, shares);
        }
        var newProducts = MixFit.Of(newLists, learner.Signals, NewRetrieval, cancellation);
        var allProducts = MixFit.Of(allLists, learner.Signals, AllRetrieval, cancellation);
        Note("new", newProducts);
        Note("all", allProducts);
        return new Mix(
            newProducts?.Weights ?? Mix.Unlearned.NewProducts, allProducts?.Weights ?? Mix.Unlearned.AllProducts,
            shares)
        { Spared = needless };
    }

    private void Note(string kind, MixFit? fit)
    {
        if (fit is null) return;
        metrics[$"mix_{kind}_unlearned_ndcg_20"] = fit.Unlearned;
        metrics[$"mix_{kind}_ndcg_20"] = fit.Learned;
    }
}
