using Recsys.Pipeline.Interactions;

namespace Recsys.Training.Data;

/// <summary>The columns of an <see cref="InteractionTable"/>, all of one length.</summary>
internal sealed class InteractionColumns
{
    public required int[] Users { get; init; }
    public required int[] Items { get; init; }
    public required long[] TimesMs { get; init; }
    public required InteractionType[] Types { get; init; }
    public required float[] Prices { get; init; }
    public required int[] Quantities { get; init; }
    public required float[] Values { get; init; }
    public required int[] DwellsMs { get; init; }
    public required int[] Sessions { get; init; }
    public required int[] Countries { get; init; }

    public InteractionColumns Slice(int from, int to) => new()
    {
        Users = Users[from..to],
        Items = Items[from..to],
        TimesMs = TimesMs[from..to],
        Types = Types[from..to],
        Prices = Prices[from..to],
        Quantities = Quantities[from..to],
        Values = Values[from..to],
        DwellsMs = DwellsMs[from..to],
        Sessions = Sessions[from..to],
        Countries = Countries[from..to],
    };

    /// <summary>The same rows in time order, those of equal time as they stand.</summary>
    public InteractionColumns SortedByTime()
    {
        if (IsSorted(TimesMs)) return this;
        var order = new int[TimesMs.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        // Array.Sort is not stable; the row number as the second key makes it so.
        var times = TimesMs;
        order.AsSpan().Sort((a, b) =>
        {
            int byTime = times[a].CompareTo(times[b]);
            return byTime != 0 ? byTime : a.CompareTo(b);
        });
        return InOrder(order);
    }

    /// <summary>Rows that belong to a user, or those that belong to nobody, in the same order.</summary>
    public InteractionColumns Owned(bool byUser)
    {
        int count = 0;
        foreach (int user in Users) count += user >= 0 == byUser ? 1 : 0;
        if (count == Users.Length) return this;
        var order = new int[count];
        for (int row = 0, at = 0; row < Users.Length; row++)
            if (Users[row] >= 0 == byUser) order[at++] = row;
        return InOrder(order);
    }

    /// <summary>The first of the rows, which are in time order, at a time or after it; their count when there is
    /// none.</summary>
    public int FirstRowAt(long timeMs)
    {
        int low = 0, high = TimesMs.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (TimesMs[middle] < timeMs) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Rows in the order given.</summary>
    public InteractionColumns InOrder(int[] order) => new()
    {
        Users = Gather(Users, order),
        Items = Gather(Items, order),
        TimesMs = Gather(TimesMs, order),
        Types = Gather(Types, order),
        Prices = Gather(Prices, order),
        Quantities = Gather(Quantities, order),
        Values = Gather(Values, order),
        DwellsMs = Gather(DwellsMs, order),
        Sessions = Gather(Sessions, order),
        Countries = Gather(Countries, order),
    };

    public InteractionColumns WithNumbers(int[] users, int[] items) => new()
    {
        Users = users,
        Items = items,
        TimesMs = TimesMs,
        Types = Types,
        Prices = Prices,
        Quantities = Quantities,
        Values = Values,
        DwellsMs = DwellsMs,
        Sessions = Sessions,
        Countries = Countries,
    };

    public InteractionColumns WithTimes(long[] timesMs) => new()
    {
        Users = Users,
        Items = Items,
        TimesMs = timesMs,
        Types = Types,
        Prices = Prices,
        Quantities = Quantities,
        Values = Values,
        DwellsMs = DwellsMs,
        Sessions = Sessions,
        Countries = Countries,
    };

    public string[] LatestCountryByUser(InteractionEntities entities)
    {
        var latest = (string[])entities.CustomerCountries.Clone();
        for (int row = 0; row < Users.Length; row++)
            if (Countries[row] >= 0) latest[Users[row]] = entities.CountryNames[Countries[row]];
        return latest;
    }

    private static bool IsSorted(long[] times)
    {
        for (int i = 1; i < times.Length; i++)
            if (times[i] < times[i - 1]) return false;
        return true;
    }

    private static T[] Gather<T>(T[] column, int[] order)
    {
        var gathered = new T[order.Length];
        for (int i = 0; i < order.Length; i++) gathered[i] = column[order[i]];
        return gathered;
    }
}
