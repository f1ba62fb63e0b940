using System.Runtime.InteropServices;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Replay;

namespace Recsys.Training.Mixing;

/// <summary>Customers to learn the mix from, and what they turned out to want in the window kept back.</summary>
internal static class MixCases
{
    /// <summary>Customers that are asked about, where there are as many and they wanted enough.</summary>
    public const int Usual = 1_000;

    /// <summary>Most customers that are asked about, where they wanted a product or two each.</summary>
    public const int Most = 3_000;

    /// <summary>Wanted products that tell enough: beyond, there are no more than the usual customers.</summary>
    public const int EnoughWanted = 10_000;

    /// <summary>Chooses customers with a history before the window.</summary>
    /// <param name="past">What was before the window, with the whole table's numbers.</param>
    /// <param name="table">The whole table.</param>
    /// <param name="window">The window.</param>
    /// <param name="mayValidate">Whether a customer was kept back.</param>
    /// <param name="newProducts">Whether only products new to the customer count.</param>
    /// <param name="seed">Draws customers where there are too many.</param>
    public static List<EvaluationCase> Of(
        InteractionTable past, InteractionTable table, ReplayWindow window, Func<int, bool> mayValidate,
        bool newProducts, ulong seed)
    {
        // Where nobody buys or rates, whatever people do is the answer.
        bool anyType = !table.Types.Any(type => InterestWeight.Of(type) >= 1);
        var met = new HashSet<int>(past.Items);
        var wanted = new SortedDictionary<int, HashSet<int>>();
        for (int row = window.Start; row < window.End; row++)
        {
            int user = table.Users[row], item = table.Items[row];
            if (user >= past.UserCount || !mayValidate(user) || !met.Contains(item)) continue;
            if (!anyType && InterestWeight.Of(table.Types[row]) < 1) continue;
            if (!wanted.TryGetValue(user, out var items)) wanted.Add(user, items = []);
            items.Add(item);
        }
        var cases = new List<EvaluationCase>();
        foreach (var (user, items) in wanted)
        {
            if (newProducts) items.ExceptWith(KnownTo(past, user));
            if (items.Count > 0) cases.Add(new EvaluationCase(user, items));
        }
        return cases.Count <= Usual ? cases : Drawn(cases, seed);
    }

    // Weights are learned from products that were wanted and found, not from customers.
    private static List<EvaluationCase> Drawn(List<EvaluationCase> cases, ulong seed)
    {
        new Random(unchecked((int)seed)).Shuffle(CollectionsMarshal.AsSpan(cases));
        int count = 0;
        for (long wanted = 0; count < Math.Min(cases.Count, Most); count++)
        {
            if (count >= Usual && wanted >= EnoughWanted) break;
            wanted += cases[count].Relevant.Count;
        }
        return [.. cases.Take(count).OrderBy(one => one.User)];
    }

    /// <summary>Products a customer has: bought or rated. What was only looked at may still be wanted.</summary>
    public static HashSet<int> KnownTo(InteractionTable past, int user)
    {
        var known = new HashSet<int>();
        foreach (int row in past.RowsOfUser(user))
            if (past.Types[row] is InteractionType.Purchase or InteractionType.Rating) known.Add(past.Items[row]);
        return known;
    }
}
