namespace Recsys.Pipeline.Features.Online;

/// <summary>
/// What was done with products, in memory by catalogue row: the numbers of every product's features, so that 500
/// candidates are one pass over memory and never 500 look-ups. One writer, the store; readers never wait for long and
/// never see half of an update. Takes eight bytes a row in blocks of 1,024 rows with activity, and for a product with
/// activity eight bytes for each number that is not 0 and for all 64 of them: 72 bytes for one that was only viewed, at
/// most 240.
/// </summary>
public sealed class ProductActivity
{
    private const int BlockBits = 10, BlockRows = 1 << BlockBits;
    private readonly Dictionary<string, ActivityColumn> _columns = new(StringComparer.Ordinal);
    private readonly ActivityRecords _records;
    private Block?[] _blocks = new Block?[16];
    private int _rows;
    private int _blockCount;

    /// <summary>Makes room for the features of products in a schema.</summary>
    public ProductActivity(OnlineFeatureSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        foreach (var feature in schema.Product)
        {
            if (feature.Slots == 0) continue;
            _columns.Add(feature.Name, new ActivityColumn(Slots, feature));
            Slots += feature.Slots;
        }
        _records = new ActivityRecords(Slots);
    }

    /// <summary>Numbers of eight bytes a product has.</summary>
    public int Slots { get; }

    /// <summary>All products with activity have a row below it.</summary>
    public int Rows => Volatile.Read(ref _rows);

    /// <summary>Bytes of memory taken. For the writer's thread.</summary>
    public long MemoryBytes => _records.Bytes + ((long)_blockCount * BlockRows * 2 * sizeof(int));

    /// <summary>Whether anything was done with a product.</summary>
    public bool Has(int row) => Find(row) is { } block && Volatile.Read(ref block.Places[row & (BlockRows - 1)]) != 0;

    /// <summary>One feature by name.</summary>
    /// <exception cref="ArgumentException">
    /// The schema declares no such product feature, or one that has no number.
    /// </exception>
    public ActivityColumn Column(string feature) => _columns.TryGetValue(feature, out var column)
        ? column
        : throw new ArgumentException($"There is no product feature '{feature}' that has a number.", nameof(feature));

    /// <summary>A count or sum of a product; 0 for one nobody did anything with.</summary>
    public double Number(in ActivityColumn column, int row)
    {
        long bits = TimeMs(column, row);
        return column.Feature.Kind == OnlineFeatureKind.Count ? bits : BitConverter.Int64BitsToDouble(bits);
    }

    /// <summary>
    /// A time, or that of a decayed count's latest interaction, in milliseconds since 1970-01-01 UTC; 0 for none.
    /// </summary>
    public long TimeMs(in ActivityColumn column, int row)
    {
        Read(row, column.Slot, column.Slot, out long timeMs, out _);
        return timeMs;
    }

    /// <summary>A decayed count as of a time; one before the latest interaction counts as that.</summary>
    /// <param name="column">A decayed count.</param>
    /// <param name="halfLife">Which of its half-lives.</param>
    /// <param name="row">The product.</param>
    /// <param name="asOfMs">The time, in milliseconds since 1970-01-01 UTC.</param>
    public double Decayed(in ActivityColumn column, int halfLife, int row, long asOfMs)
    {
        Read(row, column.Slot, column.Slot + 1 + halfLife, out long timeMs, out long bits);
        double value = BitConverter.Int64BitsToDouble(bits);
        return asOfMs <= timeMs || bits == 0 ? value : value * Math.Exp((asOfMs - timeMs) * column.Rates[halfLife]);
    }

    /// <summary>A decayed count of many products as of a time, for one pass over candidates.</summary>
    /// <param name="column">A decayed count.</param>
    /// <param name="halfLife">Which of its half-lives.</param>
    /// <param name="rows">The products.</param>
    /// <param name="asOfMs">The time, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="values">Gets a value for each row.</param>
    public void Decayed(
        in ActivityColumn column, int halfLife, ReadOnlySpan<int> rows, long asOfMs, Span<float> values)
    {
        for (int i = 0; i < rows.Length; i++) values[i] = (float)Decayed(column, halfLife, rows[i], asOfMs);
    }

    /// <summary>Replaces the numbers of one product. For the store: one thread at a time.</summary>
    /// <param name="row">The product.</param>
    /// <param name="slots"><see cref="Slots"/> numbers in the schema's order.</param>
    public void Write(int row, ReadOnlySpan<long> slots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        var block = Find(row) ?? Grow(row);
        int at = row & (BlockRows - 1);
        Volatile.Write(ref block.Versions[at], block.Versions[at] + 1);
        Volatile.Write(ref block.Places[at], _records.Write(block.Places[at], slots[..Slots]));
        Volatile.Write(ref block.Versions[at], block.Versions[at] + 1);
        if (row >= _rows) Volatile.Write(ref _rows, row + 1);
    }

    // Two numbers of one moment.
    private void Read(int row, int slotA, int slotB, out long a, out long b)
    {
        (a, b) = (0, 0);
        if (Find(row) is not { } block) return;
        int at = row & (BlockRows - 1);
        var wait = new SpinWait();
        while (true)
        {
            int version = Volatile.Read(ref block.Versions[at]);
            int place = Volatile.Read(ref block.Places[at]);
            bool whole = place == 0
                || (_records.TryRead(place, slotA, out a) && _records.TryRead(place, slotB, out b));
            if (whole && (version & 1) == 0 && Volatile.Read(ref block.Versions[at]) == version) return;
            wait.SpinOnce();
        }
    }

    private Block? Find(int row)
    {
        var blocks = Volatile.Read(ref _blocks);
        int at = row >> BlockBits;
        return (uint)at < (uint)blocks.Length ? Volatile.Read(ref blocks[at]) : null;
    }

    private Block Grow(int row)
    {
        int at = row >> BlockBits;
        if (at >= _blocks.Length)
        {
            var larger = new Block?[Math.Max(at + 1, _blocks.Length * 2)];
            _blocks.CopyTo(larger, 0);
            Volatile.Write(ref _blocks, larger);
        }
        var block = new Block(new int[BlockRows], new int[BlockRows]);
        _blockCount++;
        Volatile.Write(ref _blocks[at], block);
        return block;
    }

    private sealed record Block(int[] Versions, int[] Places);
}
