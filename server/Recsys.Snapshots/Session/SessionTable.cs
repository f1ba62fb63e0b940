using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.Session;

/// <summary>
/// Sessions of past visitors: which products were met together, and when. Nothing says whose they were. By model row;
/// immutable. Every product leads to its latest sessions.
/// </summary>
public sealed class SessionTable
{
    /// <summary>Most sessions a product leads to: the latest.</summary>
    public const int MostPerProduct = 200;

    private readonly int[] _offsets;
    private readonly int[] _items;
    private readonly long[] _timesMs;
    private readonly float[] _rarity;
    private readonly int[] _heads;
    private readonly int[] _sessions;
    private readonly float[] _factors;
    private readonly float[] _itemFactors;

    /// <summary>Makes a table of its columns, which are kept, not copied.</summary>
    /// <param name="offsets">Where each session's products begin; one more than there are sessions, rising from
    /// 0.</param>
    /// <param name="items">Model rows of the products, each once in a session.</param>
    /// <param name="timesMs">Time of each session, falling: the latest session comes first.</param>
    /// <param name="rarity">log(1 + sessions / sessions with the product) of each product of the model.</param>
    /// <param name="settings">How they are weighed.</param>
    /// <exception cref="InvalidDataException">The columns do not fit together.</exception>
    public SessionTable(int[] offsets, int[] items, long[] timesMs, float[] rarity, SessionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(timesMs);
        ArgumentNullException.ThrowIfNull(rarity);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        Check(offsets, items, timesMs, rarity);
        (_offsets, _items, _timesMs, _rarity, Settings) = (offsets, items, timesMs, rarity, settings);
        (_heads, _sessions) = Invert();
        _factors = new float[Count];
        for (int s = 0; s < Count; s++)
        {
            double age = (_timesMs[0] - _timesMs[s]) / ItemStatistics.DayMs;
            double size = Math.Sqrt(_offsets[s + 1] - _offsets[s]);
            _factors[s] = (float)Math.Max(Math.Pow(0.5, age / settings.HalfLifeDays) / size, 1e-30);
        }
        _itemFactors = Array.ConvertAll(rarity, value => MathF.Pow(value, settings.RarityPower));
    }

    /// <summary>Sessions.</summary>
    public int Count => _timesMs.Length;

    /// <summary>Products of the model.</summary>
    public int Products => _rarity.Length;

    /// <summary>How the sessions are weighed.</summary>
    public SessionSettings Settings { get; }

    internal ReadOnlySpan<int> Offsets => _offsets;

    internal ReadOnlySpan<int> Items => _items;

    internal ReadOnlySpan<long> TimesMs => _timesMs;

    internal ReadOnlySpan<float> Rarity => _rarity;

    /// <summary>The same sessions weighed in another way.</summary>
    public SessionTable With(SessionSettings settings) => new(_offsets, _items, _timesMs, _rarity, settings);

    internal ReadOnlySpan<int> ItemsOf(int session) => _items.AsSpan(_offsets[session].._offsets[session + 1]);

    /// <summary>The latest sessions with a product; none for a row outside the table.</summary>
    internal ReadOnlySpan<int> SessionsOf(int item) =>
        (uint)item < (uint)Products ? _sessions.AsSpan(_heads[item].._heads[item + 1]) : default;

    internal float RarityOf(int item) => _rarity[item];

    // What a session counts for its age and size, and what a product's score is multiplied by.
    internal float FactorOf(int session) => _factors[session];

    internal float ItemFactorOf(int item) => _itemFactors[item];

    private static void Check(int[] offsets, int[] items, long[] timesMs, float[] rarity)
    {
        if (offsets.Length != timesMs.Length + 1 || offsets[0] != 0 || offsets[^1] != items.Length)
            throw new InvalidDataException("The columns of sessions differ in length.");
        for (int s = 0; s < timesMs.Length; s++)
        {
            if (offsets[s + 1] <= offsets[s]) throw new InvalidDataException("A session is empty.");
            if (s > 0 && timesMs[s] > timesMs[s - 1]) throw new InvalidDataException("The sessions' times rise.");
        }
        foreach (int item in items)
            if ((uint)item >= (uint)rarity.Length) throw new InvalidDataException("A session names no product.");
        foreach (float value in rarity)
            if (!float.IsFinite(value) || value < 0)
                throw new InvalidDataException("A product's rarity in sessions is not finite or below 0.");
    }

    private (int[] Heads, int[] Sessions) Invert()
    {
        var counts = new int[Products];
        foreach (int item in _items) counts[item]++;
        var heads = new int[Products + 1];
        for (int item = 0; item < Products; item++)
            heads[item + 1] = heads[item] + Math.Min(counts[item], MostPerProduct);
        var sessions = new int[heads[^1]];
        var next = heads.AsSpan(0, Products).ToArray();
        for (int s = 0; s < Count; s++)
            foreach (int item in ItemsOf(s))
                if (next[item] < heads[item + 1]) sessions[next[item]++] = s;
        return (heads, sessions);
    }
}
