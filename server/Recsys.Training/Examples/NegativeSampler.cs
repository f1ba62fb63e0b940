using Recsys.Pipeline.Features;
using Recsys.Snapshots;

namespace Recsys.Training.Examples;

/// <summary>
/// Draws products a user did not choose: some from all, some by popularity, some among those the item-to-item table
/// would have retrieved, some the user bought before. It knows how likely each was to be drawn, so that the sampling
/// can be taken out again.
/// </summary>
internal sealed class NegativeSampler
{
    /// <summary>Most products that the item-to-item table would have retrieved and that are drawn from.</summary>
    public const int HardProducts = 300;

    private const double Uniform = 0.3, Popular = 0.3, Hard = 0.3, Own = 0.1;

    private static readonly int RecentShare = FeatureSchema.IndexOf(FeatureSchema.ItemDense, "item_share_20d");

    private readonly int[] _met;
    private readonly double[] _cumulative;
    private readonly double[] _popularity;
    // Recent share of the products met, 0 of others.
    private readonly float[] _shares;
    // The customer, counted from 1, for whom a product was among the hard ones last.
    private readonly int[] _hardFor;
    private readonly BestRows _best = new();
    private readonly int[] _hardRows = new int[HardProducts];
    private readonly float[] _hardScores = new float[HardProducts];
    private float[] _scores = new float[1024];
    private int _hardCount;
    private int _customer;
    private int[] _own = [];
    private double _uniformDraws, _popularDraws, _hardDraws, _ownDraws;

    /// <param name="items">Features of the items at the moment, raw.</param>
    /// <param name="statistics">Counters at the moment.</param>
    public NegativeSampler(ItemColumns items, ItemStatistics statistics)
    {
        _popularity = new double[items.Rows];
        _shares = new float[items.Rows];
        _hardFor = new int[items.Rows];
        var met = new List<int>();
        double sum = 0;
        for (int row = 0; row < items.Rows; row++)
        {
            if (!statistics[row].Met) continue;
            met.Add(row);
            _shares[row] = MathF.Exp(items.Dense(row)[RecentShare]);
            sum += _popularity[row] = statistics[row].Decayed(1, items.AsOfMs) + 0.1;
        }
        _met = [.. met];
        _cumulative = new double[_met.Length];
        double before = 0;
        for (int i = 0; i < _met.Length; i++) _cumulative[i] = before += _popularity[_met[i]] /= sum;
    }

    /// <summary>Those of the current user, best first.</summary>
    public ReadOnlySpan<int> HardRows => _hardRows.AsSpan(0, _hardCount);

    /// <summary>Takes up a user.</summary>
    /// <param name="profile">The user's profile, raw.</param>
    /// <param name="history">The user's history.</param>
    /// <param name="draws">Negatives to draw.</param>
    public void Begin(UserProfile profile, UserHistory history, int draws)
    {
        FindHard(profile, history);
        _own = [.. history.Events.Select(item => item.ProductRow).Distinct().Order()];
        _popularDraws = Math.Round(draws * Popular);
        _hardDraws = _hardCount > 0 ? Math.Round(draws * Hard) : 0;
        _ownDraws = _own.Length > 0 ? Math.Round(draws * Own) : 0;
        // At least one draw from all, so that every product has a chance above 0.
        _uniformDraws = Math.Max(1, Math.Round(draws * Uniform));
    }

    /// <summary>Draws products of the current user, those the user did choose included, into a set.</summary>
    public void Draw(Random random, HashSet<int> drawn)
    {
        drawn.Clear();
        for (int i = 0; i < _uniformDraws; i++) drawn.Add(_met[random.Next(_met.Length)]);
        for (int i = 0; i < _popularDraws; i++)
        {
            int at = Array.BinarySearch(_cumulative, random.NextDouble());
            drawn.Add(_met[Math.Min(at < 0 ? ~at : at, _met.Length - 1)]);
        }
        for (int i = 0; i < _hardDraws; i++) drawn.Add(_hardRows[random.Next(_hardCount)]);
        for (int i = 0; i < _ownDraws; i++) drawn.Add(_own[random.Next(_own.Length)]);
    }

    /// <summary>Log of the chance that a product is among the current user's draws.</summary>
    public double LogChance(int item)
    {
        double expected = (_uniformDraws / _met.Length) + (_popularDraws * _popularity[item]);
        if (_hardFor[item] == _customer) expected += _hardDraws / _hardCount;
        if (Array.BinarySearch(_own, item) >= 0) expected += _ownDraws / _own.Length;
        return Math.Log(-Math.Exp(-expected) + 1);
    }

    // The products the history leads to, by affinity times recent share: close to what serving retrieves.
    private void FindHard(UserProfile profile, UserHistory history)
    {
        var rows = profile.AffinityRows;
        if (_scores.Length < rows.Length) _scores = new float[rows.Length * 2];
        // Below 0 they come to nothing: thousands are reached for a customer, and few were bought.
        TurnShares(history);
        for (int i = 0; i < rows.Length; i++) _scores[i] = Math.Max(profile.Affinity(rows[i]), 0) * _shares[rows[i]];
        TurnShares(history);
        _best.Begin(rows, _scores.AsSpan(0, rows.Length));
        _hardCount = _best.Take(_hardRows, _hardScores);
        _customer++;
        for (int i = 0; i < _hardCount; i++) _hardFor[_hardRows[i]] = _customer;
    }

    private void TurnShares(UserHistory history)
    {
        foreach (int bought in history.PurchasedRows.Rows) _shares[bought] = -_shares[bought];
    }
}
