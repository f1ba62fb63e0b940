using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using Recsys.Training.Data;
using Recsys.Training.Replay;

namespace Recsys.Training.Examples;

/// <summary>
/// Plays the data once in time order and takes examples at every window: the towers' at all of them, the ranker's at
/// the latest. Features are raw; they see nothing at or after their window's start, the item-to-item table included.
/// </summary>
internal sealed class ExampleBuilder
{
    /// <summary>So many lesser answers bring the draws of one: there may be a hundred views for a purchase.</summary>
    public const int DrawsForLesser = 4;

    private static readonly int CrossColumns = FeatureSchema.Cross.Count;

    private readonly InteractionTable _table;
    private readonly TrainingOptions _options;
    private readonly FeatureWorkflow _workflow;
    private readonly ItemContent _content;
    private readonly Func<InteractionTable, ItemNeighbors> _fitNeighbors;
    private readonly Random _random;
    private readonly UserProfile _profile = new();
    private readonly HashSet<int> _chosen = [];
    private readonly HashSet<int> _drawn = [];
    private readonly Dictionary<int, int> _did = [];
    private double _logTaken;
    private double _logTakenLesser;
    private readonly bool _anyType;
    private readonly ExampleShares _shares;

    /// <param name="table">The data.</param>
    /// <param name="options">Sizes and seed.</param>
    /// <param name="workflow">The workflow as far as it is fitted: vocabularies.</param>
    /// <param name="content">The table's products.</param>
    /// <param name="fitNeighbors">Fits the item-to-item table on rows of the past.</param>
    /// <param name="plan">When examples are taken, and of what; null takes those of a full training.</param>
    public ExampleBuilder(
        InteractionTable table, TrainingOptions options, FeatureWorkflow workflow, ItemContent content,
        Func<InteractionTable, ItemNeighbors> fitNeighbors, ExamplePlan? plan = null)
    {
        (_table, _options, _workflow, _content, _fitNeighbors) = (table, options, workflow, content, fitNeighbors);
        _random = new Random(unchecked((int)options.Seed));
        // Where nobody buys or rates, whatever people do is the answer.
        _anyType = !table.Types.Any(type => InterestWeight.Of(type) >= 1);
        Replay = new HistoryReplay(table);
        (Windows, FirstRankerWindow, Heads) = plan ?? ExamplePlan.Of(table, options);
        _shares = ExampleShares.Of(table, Replay, Windows, FirstRankerWindow, _anyType, options);
    }

    public List<ReplayWindow> Windows { get; }

    /// <summary>The ranker learns from this window and those after it.</summary>
    public int FirstRankerWindow { get; }

    public HistoryReplay Replay { get; }

    /// <summary>What the ranker learns beside the answer it is judged by.</summary>
    public RankerHeads Heads { get; }

    public UserStates States { get; } = new();

    public TowerExamples Tower { get; } = new();

    public RankerExamples Ranker { get; } = new();

    /// <summary>Item features at each window, raw.</summary>
    public List<ItemColumns> Columns { get; } = [];

    public void Build(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var neighbors = ItemNeighbors.None;
        for (int w = 0; w < Windows.Count; w++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(
                new TrainingProgress("examples", w / (double)Windows.Count, $"{Ranker.Count:N0} examples"));
            Replay.AdvanceTo(Windows[w].Start);
            Columns.Add(ItemColumns.BuildRaw(_content, Replay.Statistics, Windows[w].AsOfMs));
            bool ranked = w >= FirstRankerWindow;
            if (ranked && (w - FirstRankerWindow) % _options.WindowsPerNeighborFit == 0)
                neighbors = _fitNeighbors(_table.FirstRows(Windows[w].Start));
            TakeWindow(w, neighbors, ranked);
        }
        Replay.AdvanceTo(_table.Count);
        progress?.Report(new TrainingProgress("examples", 1, $"{Ranker.Count:N0} examples"));
    }

    private void TakeWindow(int w, ItemNeighbors neighbors, bool ranked)
    {
        var window = Windows[w];
        var sampler = ranked ? new NegativeSampler(Columns[w], Replay.Statistics) : null;
        var users = new HashSet<int>();
        for (int row = window.Start; row < window.End; row++)
        {
            int user = _table.Users[row];
            if (!users.Add(user)) continue;
            double draw = ExampleShares.Draw(user, w);
            bool forTowers = draw < _shares.Towers, forRanker = sampler is not null && draw < _shares.Ranker;
            if (!forTowers && !forRanker) continue;
            FindChosen(user, window);
            if (_chosen.Count + _did.Count == 0) continue;
            var history = Replay.History(user);
            _profile.Load(_workflow, Columns[w], neighbors, history, "", window.AsOfMs);
            int state = States.Add(w, user, _profile);
            if (forTowers)
                foreach (int item in _chosen)
                    if (!history.PurchasedRows.Contains(item)) Tower.Add(state, item);
            if (forRanker) TakeRanked(state, history, sampler!);
        }
    }

    // What the user chose within the horizon, of products that were there before it.
    private void FindChosen(int user, ReplayWindow window)
    {
        _chosen.Clear();
        _did.Clear();
        var rows = _table.RowsOfUser(user);
        int at = rows.BinarySearch(window.Start);
        for (int i = at < 0 ? ~at : at; i < rows.Length && rows[i] < window.End; i++)
        {
            int item = _table.Items[rows[i]];
            bool counts = _anyType || InterestWeight.Of(_table.Types[rows[i]]) >= 1;
            if (!Replay.Statistics[item].Met) continue;
            if (counts) _chosen.Add(item);
            if (Heads.All is null) continue;
            int bits = Heads.BitsOf(rows[i], counts);
            if (bits != 0) _did[item] = _did.GetValueOrDefault(item) | bits;
        }
    }

    private void TakeRanked(int state, UserHistory history, NegativeSampler sampler)
    {
        int[] answers = [.. _chosen];
        int[] lesser = [.. _did.Keys.Where(item => !_chosen.Contains(item))];
        _random.Shuffle(answers);
        _random.Shuffle(lesser);
        int taken = Math.Min(answers.Length, _options.MaxPositives);
        int takenLesser = Math.Min(lesser.Length, _options.MaxPositives);
        _logTaken = LogShare(taken, answers.Length);
        _logTakenLesser = LogShare(takenLesser, lesser.Length);
        int stoodFor = taken + ((takenLesser + DrawsForLesser - 1) / DrawsForLesser);
        sampler.Begin(_profile, history, stoodFor * _options.NegativesPerPositive);
        sampler.Draw(_random, _drawn);
        foreach (int item in answers.AsSpan(0, taken)) Take(state, item, positive: true, sampler);
        foreach (int item in lesser.AsSpan(0, takenLesser)) Take(state, item, positive: false, sampler);
        foreach (int item in _drawn)
            if (!_chosen.Contains(item) && !_did.ContainsKey(item)) Take(state, item, positive: false, sampler);
    }

    private void Take(int state, int item, bool positive, NegativeSampler sampler)
    {
        Span<float> cross = stackalloc float[CrossColumns];
        _profile.FillCross(item, 0, cross);
        double logChance = sampler.LogChance(item), offset = _logTaken - logChance;
        if (Heads.All is not { } heads)
        {
            Ranker.Add(state, item, positive, offset, cross);
            return;
        }
        Span<float> labels = stackalloc float[heads.Count], offsets = stackalloc float[heads.Count];
        Heads.Fill(
            _did.GetValueOrDefault(item), _drawn.Contains(item), (float)offset,
            (float)(_logTakenLesser - logChance), labels, offsets);
        Ranker.Add(state, item, labels, offsets, cross);
    }

    private static double LogShare(int taken, int all) => all > 0 ? Math.Log(taken / (double)all) : 0;
}
