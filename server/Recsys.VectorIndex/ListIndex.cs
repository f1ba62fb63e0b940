using System.Collections.Concurrent;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Filtering;

namespace Recsys.VectorIndex;

/// <summary>
/// Nearest products by inner product: the inverted lists that FAISS trained, kept as bytes (<see cref="CodedList"/>)
/// and scanned by the processor's own instructions for them, the best ranked anew by their whole vectors. Searches run
/// on any number of threads and wait for nothing: each sees one moment of the index. A change copies the lists it
/// touches and puts them in place as one reference.
/// </summary>
public sealed partial class ListIndex
{
    // What is ranked by whole vectors beyond what is wanted, as a part of it: bytes order products of nearly equal
    // scores by chance.
    private const int MarginPart = 8;
    private const int LeastMargin = 32;
    // What comparing a whole vector somewhere in memory takes, in rows of a list scanned.
    private const double ComparisonCost = 6;
    // Most rows a screen is asked about for one search.
    private const int MostAsked = 1 << 18;
    // The part of rows that screens let pass is followed slowly, and never believed to be less.
    private const float PassingMemory = 0.05f, LeastPassing = 0.25f;

    private readonly CodedList _centroids;
    private readonly float[] _centroidValues;
    private readonly ProbeTable? _probes;
    private readonly ConcurrentQueue<SearchScratch> _free = new();
    private readonly Lock _writer = new();
    private ListsView _view;
    private int[] _listOf;
    private float _passing = 1;

    private ListIndex(ListsView view, float[] centroids, int[] listOf, ProbeTable? probes)
    {
        (_view, _centroidValues, _listOf, _probes) = (view, centroids, listOf, probes);
        _centroids = new CodedList(centroids, view.Vectors.Dimension);
    }

    /// <summary>Products in it.</summary>
    public int Count => Volatile.Read(ref _view).Count;

    /// <summary>Numbers of a vector.</summary>
    public int Dimension => _centroids.Dimension;

    /// <summary>Inverted lists.</summary>
    public int Lists => _centroids.Count;

    /// <summary>What was measured of it; null for an index of before that was done.</summary>
    public ProbeTable? Probes => _probes;

    /// <summary>Bytes of the lists; the vectors are not among them.</summary>
    public long Bytes
    {
        get
        {
            long bytes = _centroids.Bytes + ((long)_centroidValues.Length * sizeof(float));
            foreach (var list in Volatile.Read(ref _view).Lists) bytes += list.Bytes;
            return bytes + ((long)_listOf.Length * sizeof(int));
        }
    }

    /// <summary>The instructions that it scans by; tests set it.</summary>
    internal CodePath Path { get; set; } = CodeScan.Fastest;

    /// <summary>
    /// Lists to look into for a number of results: as measured; for an index of which nothing was measured so that
    /// about 16 times as many vectors are compared as are wanted, and never fewer than 32 lists.
    /// </summary>
    /// <param name="wanted">Results wanted, above 0.</param>
    public int ProbesFor(int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1);
        if (_probes is not null) return Math.Min(_probes.ProbesFor(wanted), Lists);
        double share = Math.Min(1, 16.0 * wanted / Math.Max(Count, 1));
        return (int)Math.Min(Lists, Math.Max(32, Math.Ceiling(share * Lists)));
    }

    /// <summary>The products with the largest inner products that may be shown, best first.</summary>
    /// <param name="query">One vector, finite.</param>
    /// <param name="rows">Filled with catalogue rows; its length is how many are wanted.</param>
    /// <param name="scores">Filled with inner products; as long.</param>
    /// <param name="ask">What to heed.</param>
    /// <param name="probes">Lists to look into; 0 takes <see cref="ProbesFor"/>.</param>
    /// <returns>How many were found: fewer than wanted only where fewer may be shown, or where the screen turned away
    /// more than 262,144.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public int Search(
        ReadOnlySpan<float> query, Span<int> rows, Span<float> scores, SearchAsk ask = default, int probes = 0)
    {
        RequireQuery(query, rows, scores);
        var view = Volatile.Read(ref _view);
        int wanted = Math.Min(rows.Length, view.Count);
        if (wanted == 0) return 0;
        var scratch = _free.TryDequeue(out var free) ? free : new SearchScratch();
        try
        {
            scratch.Query.Load(query);
            if (ask.Screen is not { } screen) ScanLists(view, scratch, Margin(wanted), Chosen(wanted, probes));
            else if (ask.Selective || !SearchThenScreen(view, scratch, wanted, ask, screen, probes))
                ScreenThenSearch(view, scratch, wanted, screen, Chosen(wanted, probes));
            scratch.Products.Rescore(view.Vectors, query);
            return Answer(scratch.Products, rows, scores);
        }
        finally
        {
            _free.Enqueue(scratch);
        }
    }

    /// <summary>
    /// Whether comparing some products one by one costs less than scanning lists until as many of them are found.
    /// </summary>
    /// <param name="among">How many there are.</param>
    /// <param name="wanted">Results wanted, above 0.</param>
    public bool ComparingIsCheaper(int among, int wanted)
    {
        // Where one in p products is among them, p times as many have to be found.
        double found = Math.Min(Count, (double)wanted * Count / Math.Max(among, 1));
        double scanned = (double)Count / Lists * ProbesFor((int)Math.Max(found, 1));
        return among * ComparisonCost <= scanned;
    }

    /// <summary>The best of some products that may be shown, all compared by their whole vectors.</summary>
    /// <param name="among">Catalogue rows to choose from; those that the index does not have are passed over, repeats
    /// count once.</param>
    /// <param name="query">One vector, finite.</param>
    /// <param name="rows">Filled with catalogue rows; its length is how many are wanted.</param>
    /// <param name="scores">Filled with inner products; as long.</param>
    /// <param name="screen">Says which rows may be shown; null for all.</param>
    /// <returns>How many were found.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public int SearchAmong(
        ReadOnlySpan<int> among, ReadOnlySpan<float> query, Span<int> rows, Span<float> scores,
        RowScreen? screen = null)
    {
        RequireQuery(query, rows, scores);
        if (rows.IsEmpty) return 0;
        var view = Volatile.Read(ref _view);
        var scratch = _free.TryDequeue(out var free) ? free : new SearchScratch();
        try
        {
            // Repeats are told by their equal scores in the end: room is made for each to come twice.
            scratch.Products.Begin(2 * rows.Length, screen);
            Compare(view.Vectors, among, query, scratch.Products);
            scratch.Products.Finish();
            return Answer(scratch.Products, rows, scores);
        }
        finally
        {
            _free.Enqueue(scratch);
        }
    }

    /// <summary>Begins a search of all products by their whole vectors, to be gone through by parts.</summary>
    /// <param name="query">One vector, finite; copied.</param>
    /// <param name="wanted">How many are wanted, above 0.</param>
    public ExactSearch SearchExactly(ReadOnlySpan<float> query, int wanted) =>
        new(Volatile.Read(ref _view), query.ToArray(), wanted);

    /// <summary>Compares rows with a query and offers what has a vector.</summary>
    internal static void Compare(
        ItemVectors vectors, ReadOnlySpan<int> rows, ReadOnlySpan<float> query, BestRows best)
    {
        const int Batch = 256;
        Span<float> products = stackalloc float[Batch];
        for (int from = 0; from < rows.Length; from += Batch)
        {
            var part = rows.Slice(from, Math.Min(Batch, rows.Length - from));
            VectorProducts.Compute(vectors, part, query, products);
            for (int i = 0; i < part.Length; i++) best.Offer(part[i], products[i]);
        }
    }

    /// <summary>Orders what was found and copies it out, repeats once.</summary>
    internal static int Answer(BestRows best, Span<int> rows, Span<float> scores)
    {
        best.Order();
        int count = 0;
        for (int i = 0; i < best.Count && count < rows.Length; i++)
        {
            if (count > 0 && best.Rows[i] == rows[count - 1]) continue;
            (rows[count], scores[count]) = (best.Rows[i], best.Scores[i]);
            count++;
        }
        return count;
    }

    private static int Margin(int wanted) => wanted + Math.Max(wanted / MarginPart, LeastMargin);

    private int Chosen(int wanted, int probes) => Math.Min(probes > 0 ? probes : ProbesFor(wanted), Lists);

    // Looks for as many more as the screen is believed to turn away, then asks it about those.
    // Returns false where it turned away so many that the search has to ask as it goes.
    private bool SearchThenScreen(
        ListsView view, SearchScratch scratch, int wanted, in SearchAsk ask, RowScreen screen, int probes)
    {
        float passing = Volatile.Read(ref _passing);
        int expected = (int)Math.Min(view.Count, (wanted / passing) + ask.Extra);
        probes = Chosen(expected, probes);
        ScanLists(view, scratch, Margin(expected), probes);
        var found = scratch.Products;
        int before = found.Count;
        found.Keep(screen);
        // Races are harmless: it is an estimate.
        float passed = Math.Max((float)found.Count / Math.Max(before - ask.Extra, 1), LeastPassing);
        Volatile.Write(ref _passing, passing + (PassingMemory * (Math.Min(passed, 1) - passing)));
        return before == view.Count || found.Count >= wanted + ((Margin(wanted) - wanted) / 2);
    }

    // Asks about every row that would take a place, and goes on to further lists until enough of those that may be
    // shown were met for the recall that was wanted.
    private void ScreenThenSearch(ListsView view, SearchScratch scratch, int wanted, RowScreen screen, int probes)
    {
        var found = scratch.Products;
        found.Begin(Margin(wanted), screen);
        for (int done = 0; ; )
        {
            NearestLists(scratch, probes);
            var lists = scratch.Lists.Rows[..probes];
            for (; done < lists.Length && found.Asked < MostAsked; done++)
                CodeScan.Scan(Path, view.Lists[lists[done]], scratch.Query, found);
            found.Finish();
            if (done == Lists || found.Asked >= MostAsked) return;
            double passing = Math.Max(found.Allowed, 1) / (double)Math.Max(found.Asked, 1);
            int needed = ProbesFor((int)Math.Min(view.Count, wanted / passing));
            if (found.Count >= wanted && needed <= probes) return;
            probes = (int)Math.Min(Lists, Math.Max(needed, 2L * probes));
        }
    }

    private void ScanLists(ListsView view, SearchScratch scratch, int margin, int probes)
    {
        scratch.Products.Begin(margin);
        NearestLists(scratch, probes);
        foreach (int list in scratch.Lists.Rows[..probes])
            CodeScan.Scan(Path, view.Lists[list], scratch.Query, scratch.Products);
        scratch.Products.Finish();
    }

    // Nearest first: the threshold rises early.
    private void NearestLists(SearchScratch scratch, int probes)
    {
        scratch.Lists.Begin(probes);
        CodeScan.Scan(Path, _centroids, scratch.Query, scratch.Lists);
        scratch.Lists.Finish();
        scratch.Lists.Order();
    }

    private void RequireQuery(ReadOnlySpan<float> query, Span<int> rows, Span<float> scores)
    {
        IvfIndex.RequireQuery(query, Dimension);
        if (scores.Length < rows.Length)
            throw new ArgumentException($"There is room for {rows.Length} rows and {scores.Length} scores.");
    }
}
