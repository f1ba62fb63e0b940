using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;

namespace Recsys.Training.Examples;

/// <summary>
/// Which answers a ranker learns beside the one it is judged by: for every lesser type of interaction that the data has
/// enough of, whether it follows; and where there are ratings, whether they are good ones.
/// </summary>
internal sealed class RankerHeads
{
    /// <summary>Name of the answer that the ranker is judged by.</summary>
    public const string Answer = "answer";

    /// <summary>Name of the head that tells good ratings from bad ones.</summary>
    public const string Liked = "liked";

    // Ratings from the one on, and up to the other, of 1 to 5; what is between tells nothing.
    private const float Good = 4, Bad = 2;

    // Part of all rows that a type must have for a head to learn anything of it.
    private const double LeastShare = 0.01;
    private const int DislikedBit = 1 << 30;

    private static readonly (InteractionType Type, string Name)[] Lesser =
    [
        (InteractionType.AddToCart, "add_to_cart"), (InteractionType.Click, "click"), (InteractionType.View, "view"),
    ];

    private readonly InteractionTable _table;
    private readonly InteractionType[] _types;
    private readonly int _likedHead;

    private RankerHeads(InteractionTable table, InteractionType[] types, bool liked, TrainingOptions options)
    {
        (_table, _types) = (table, types);
        _likedHead = liked ? types.Length + 1 : 0;
        string[] names =
            [.. types.Select(type => Lesser.Single(one => one.Type == type).Name), .. liked ? (string[])[Liked] : []];
        double[] shares = [.. names.Select(name => options.HeadShares.TryGetValue(name, out double share) ? share : 0)];
        if (names.Length > 0)
        {
            All =
            [
                new RankerHead(Answer, 1 - shares.Sum(), 1),
                .. names.Select((name, i) => new RankerHead(name, shares[i], options.HeadLossWeight)),
            ];
        }
    }

    /// <summary>The heads, the answer first; null where there is the answer alone.</summary>
    public IReadOnlyList<RankerHead>? All { get; }

    /// <summary>Finds them.</summary>
    /// <param name="table">The data.</param>
    /// <param name="options">Their shares and weight.</param>
    public static RankerHeads Of(InteractionTable table, TrainingOptions options)
    {
        var counts = new long[Enum.GetValues<InteractionType>().Length];
        long good = 0, bad = 0;
        for (int row = 0; row < table.Count; row++)
        {
            counts[(int)table.Types[row]]++;
            if (table.Types[row] != InteractionType.Rating) continue;
            if (table.Values[row] >= Good) good++;
            else if (IsBad(table.Values[row])) bad++;
        }
        double least = Math.Max(1, LeastShare * table.Count);
        // Where nobody buys or rates, the lesser types are the answer themselves.
        bool answered = counts[(int)InteractionType.Purchase] + counts[(int)InteractionType.Rating] > 0;
        return new RankerHeads(
            table, answered ? [.. Lesser.Where(one => counts[(int)one.Type] >= least).Select(one => one.Type)] : [],
            good >= least && bad >= least, options);
    }

    /// <summary>Those that a ranker has, whatever the data has come to hold since.</summary>
    /// <param name="table">The data.</param>
    /// <param name="heads">The ranker's heads; null where it has the answer alone.</param>
    /// <param name="options">Shares and weight of heads.</param>
    public static RankerHeads Like(
        InteractionTable table, IReadOnlyList<RankerHead>? heads, TrainingOptions options)
    {
        string[] names = heads is null ? [] : [.. heads.Select(head => head.Name)];
        return new RankerHeads(
            table, [.. Lesser.Where(one => names.Contains(one.Name)).Select(one => one.Type)], names.Contains(Liked),
            options);
    }

    /// <summary>What a row says, as bits for <see cref="Fill"/>.</summary>
    /// <param name="row">Row of the table.</param>
    /// <param name="answers">Whether it is the answer the ranker is judged by.</param>
    public int BitsOf(int row, bool answers)
    {
        int bits = answers ? 1 : 0;
        int at = Array.IndexOf(_types, _table.Types[row]);
        if (at >= 0) bits |= 2 << at;
        if (_likedHead > 0 && _table.Types[row] == InteractionType.Rating)
        {
            if (_table.Values[row] >= Good) bits |= 1 << _likedHead;
            else if (IsBad(_table.Values[row])) bits |= DislikedBit;
        }
        return bits;
    }

    /// <summary>The labels of one example: 1, 0, or below 0 where it tells a head nothing.</summary>
    /// <param name="bits">All that the customer did with the product; 0 for nothing.</param>
    /// <param name="drawn">Whether the product is among the draws that stand for what customers leave.</param>
    /// <param name="offset">The sampling's part of the answer's logit.</param>
    /// <param name="lesserOffset">Its part of the other heads' logits.</param>
    /// <param name="labels">Filled, one per head.</param>
    /// <param name="offsets">Filled, one per head.</param>
    public void Fill(
        int bits, bool drawn, float offset, float lesserOffset, Span<float> labels, Span<float> offsets)
    {
        for (int head = 0; head < labels.Length; head++)
        {
            bool liked = head > 0 && head == _likedHead;
            bool known = liked ? (bits & DislikedBit) != 0 : drawn;
            labels[head] = (bits & (1 << head)) != 0 ? 1 : known ? 0 : -1;
            // Of what was rated nothing is drawn.
            offsets[head] = liked ? 0 : head == 0 ? offset : lesserOffset;
        }
    }

    private static bool IsBad(float rating) => rating is > 0 and <= Bad;
}
