using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// All products in memory, about 115 bytes each and no object of their own: facts by dense row
/// (<see cref="ProductFacts"/>), texts as one record each in large chunks of bytes (<see cref="ProductRow"/>), names
/// that many share by number. A row belongs to one product id for the life of the catalogue and is never reused. One
/// writer at a time; readers take no lock and never see a torn row.
/// </summary>
public sealed class ProductColumns
{
    private const int BlockBits = 12, BlockRows = 1 << BlockBits;
    // Records are moved together when this part of their memory is garbage, so many rows with every write.
    private const int GarbagePart = 4, LeastGarbage = 64 << 10, MovedAtOnce = 64;
    private static readonly ProductFacts Nothing;
    private readonly Lock _writer = new();
    private readonly HashSlots _slots = new();
    private readonly RecordArena _records = new();
    private readonly EncodedWriter _encoded = new();
    private readonly EncodedWriter _record = new();
    private ProductFacts[]?[] _blocks = new ProductFacts[]?[16];
    private int _count;
    private int _live;
    private int _moving = -1;
    private ProductChanges[] _followers = [];

    /// <summary>Rows given out so far, those of deleted products included; all rows are below it.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Products that are not deleted.</summary>
    public int LiveCount => Volatile.Read(ref _live);

    /// <summary>Names of categories by number.</summary>
    public NameTable Categories { get; } = new();

    /// <summary>Names of brands by number.</summary>
    public NameTable Brands { get; } = new();

    /// <summary>Bytes of memory taken.</summary>
    public long MemoryBytes
    {
        get
        {
            lock (_writer)
            {
                return (_blocks.LongCount(block => block is not null) * BlockRows * FactsBytes) + _slots.Bytes
                    + _records.Bytes + Categories.Bytes + Brands.Bytes + CountrySets.Bytes;
            }
        }
    }

    /// <summary>Bytes of memory that products take, without the names that many share.</summary>
    /// <param name="products">How many.</param>
    /// <param name="textBytes">Bytes of one's id and texts.</param>
    public static long BytesFor(long products, long textBytes) =>
        (((products + BlockRows - 1) >> BlockBits) * BlockRows * FactsBytes) + HashSlots.BytesFor(products)
        + RecordArena.BytesFor(products * (textBytes + ProductRecord.UsualHeadBytes));

    /// <summary>Sets of countries by number, each a list.</summary>
    internal NameTable CountrySets { get; } = new();

    private static int FactsBytes => System.Runtime.CompilerServices.Unsafe.SizeOf<ProductFacts>();

    /// <summary>State of one row; check <see cref="ProductRow.Exists"/>.</summary>
    public ProductRow this[int row]
    {
        get
        {
            while (true)
            {
                var facts = Facts(row);
                if (!facts.Exists) return new ProductRow(row);
                // The record may be moved away in between.
                if (_records.TryRead(facts.Address, out var record)) return new ProductRow(this, row, facts, record);
            }
        }
    }

    /// <summary>Facts of one row, all of one moment; check <see cref="ProductFacts.Exists"/>.</summary>
    public ProductFacts Facts(int row)
    {
        ref readonly var at = ref At(row);
        while (true)
        {
            int version = Volatile.Read(in at.Version);
            var facts = at;
            Volatile.ReadBarrier();
            if (at.Version == version && (version & 1) == 0) return facts;
            Thread.SpinWait(1);
        }
    }

    /// <summary>
    /// Facts of one row where they lie, for those who need one of them, or who do not mind that two may be of two
    /// moments; those of nothing for a row that was never given out.
    /// </summary>
    public ref readonly ProductFacts At(int row)
    {
        var blocks = Volatile.Read(ref _blocks);
        int block = row >> BlockBits;
        if ((uint)block < (uint)blocks.Length && blocks[block] is { } facts)
            return ref facts[row & (BlockRows - 1)];
        return ref Nothing;
    }

    /// <summary>The row of a product that exists.</summary>
    /// <returns>False when the product was never there or is deleted.</returns>
    public bool TryGetRow(string productId, out int row)
    {
        ArgumentNullException.ThrowIfNull(productId);
        return TryGetRow(Utf8.Of(productId, stackalloc byte[Utf8.OnStack]), out row);
    }

    /// <summary>The row of a product that exists, by its id in UTF-8.</summary>
    /// <returns>False when the product was never there or is deleted.</returns>
    public bool TryGetRow(ReadOnlySpan<byte> utf8Id, out int row) =>
        TryFind(utf8Id, out row) && !At(row).Deleted;

    /// <summary>The row that belongs to an id, also where its product is deleted.</summary>
    public bool TryFind(string productId, out int row)
    {
        ArgumentNullException.ThrowIfNull(productId);
        return TryFind(Utf8.Of(productId, stackalloc byte[Utf8.OnStack]), out row);
    }

    /// <summary>The row that belongs to an id in UTF-8, also where its product is deleted.</summary>
    public bool TryFind(ReadOnlySpan<byte> utf8Id, out int row)
    {
        ulong hash = IdHash.Of(utf8Id);
        var candidates = _slots.Find(hash);
        while (candidates.Next(out row))
            if (At(row).IdHash == hash && this[row].Id.SequenceEqual(utf8Id)) return true;
        return false;
    }

    /// <summary>A product that exists as an object, by id.</summary>
    public bool TryGet(string productId, [NotNullWhen(true)] out Product? product)
    {
        product = TryGetRow(productId, out int row) ? this[row].ToProduct() : null;
        return product is not null;
    }

    /// <summary>A row's product as an object, deleted or not; null for a row that was never given out.</summary>
    public Product? ProductAt(int row)
    {
        var state = this[row];
        return state.Exists ? state.ToProduct() : null;
    }

    /// <summary>The id of a row as a string; empty for a row that was never given out.</summary>
    public string IdOf(int row) => Encoding.UTF8.GetString(this[row].Id);

    /// <summary>Whether a product can be sent to a country; an unknown (empty) country excludes nothing.</summary>
    /// <param name="countries">The product's <see cref="ProductFacts.Countries"/>.</param>
    /// <param name="country">The country; case does not count.</param>
    public bool ShipsTo(int countries, string country)
    {
        ArgumentNullException.ThrowIfNull(country);
        return countries == 0 || country.Length == 0 || CountryList.Contains(CountrySets.Name(countries), country);
    }

    /// <summary>Notes every change from now on, until what it returns is disposed.</summary>
    public ProductChanges Follow()
    {
        var changes = new ProductChanges(ended =>
        {
            lock (_writer) _followers = [.. _followers.Where(follower => follower != ended)];
        });
        lock (_writer) _followers = [.. _followers, changes];
        return changes;
    }

    /// <summary>Puts a product in, at a row of its own that it keeps.</summary>
    /// <returns>The row.</returns>
    public int Upsert(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        lock (_writer)
        {
            var content = ProductContent.Of(product, _encoded);
            int row = TryFind(content.Id, out int known) ? known : _count;
            Place(row, content);
            return row;
        }
    }

    /// <summary>Puts a product at a given row, as recovery does; rows may arrive in any order.</summary>
    public void Restore(int row, Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        lock (_writer) Restore(row, ProductContent.Of(product, _encoded));
    }

    /// <summary>Puts a product that is bytes already at a given row, in whatever state it is.</summary>
    public void Restore(int row, in ProductContent content)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        lock (_writer) Place(row, content);
    }

    /// <summary>
    /// Marks a product as deleted; its row stays its own, so that histories go on meaning what they meant.
    /// </summary>
    /// <returns>False when there was no such product.</returns>
    public bool Remove(string productId)
    {
        lock (_writer)
        {
            if (!TryGetRow(productId, out int row)) return false;
            Slot(row).Flags |= ProductFacts.DeletedFlag;
            Volatile.Write(ref _live, _live - 1);
            Tell(row);
            return true;
        }
    }

    internal void Restore(int row, in ProductContent content, EncodedWriter record)
    {
        var facts = FactsOf(content);
        ProductRecord.Write(record, content, Categories);
        lock (_writer)
        {
            Reserve(row);
            var known = this[row];
            if (!known.Exists || known.Version <= content.Version) Place(row, facts, record.Written);
        }
    }

    private void Place(int row, in ProductContent content)
    {
        var facts = FactsOf(content);
        ProductRecord.Write(_record, content, Categories);
        Place(row, facts, _record.Written);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(int row, ProductFacts after, ReadOnlySpan<byte> record)
    {
        after.Address = _records.Append(record);
        Reserve(row);
        ref var at = ref Slot(row);
        bool known = at.Exists, lived = !at.Deleted;
        if (known) Discard(at.Address);
        Publish(ref at, after);
        Volatile.Write(ref _live, _live + (after.Deleted ? 0 : 1) - (lived ? 1 : 0));
        if (!known)
        {
            if (row >= _count) Volatile.Write(ref _count, row + 1);
            // Who finds the row finds its facts.
            _slots.Add(after.IdHash, row);
        }
        Tell(row);
        MoveSome();
    }

    // At a start it is called for millions of products before the runtime would compile it anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ProductFacts FactsOf(in ProductContent content)
    {
        var categories = new EncodedReader(content.Categories);
        int count = content.Categories.IsEmpty ? 0 : categories.Count();
        return new ProductFacts
        {
            IdHash = IdHash.Of(content.Id),
            Price = content.Price,
            SaleStartMs = content.SaleStartMs,
            Category = count > 0 ? Categories.Add(categories.Text()) : 0,
            Brand = content.Brand.IsEmpty ? 0 : Brands.Add(content.Brand),
            Stock = content.Stock ?? ProductFacts.Untracked,
            Countries = content.Countries.IsEmpty || content.Countries[0] == 0
                ? 0
                : CountrySets.Add(content.Countries),
            Flags = ProductFacts.KnownFlag
                | (content.Deleted ? ProductFacts.DeletedFlag : 0)
                | (content.Promoted ? ProductFacts.PromotedFlag : 0)
                | (count > 1 ? ProductFacts.ManyCategoriesFlag : 0),
        };
    }

    private static void Publish(ref ProductFacts at, in ProductFacts facts)
    {
        int version = at.Version;
        // A full fence: nothing of what follows is seen before the version is odd.
        Interlocked.Exchange(ref at.Version, version + 1);
        // All but the version, which begins it: the compiler makes of an assignment of the whole two, and the first one
        // writes the version that the new facts came with, an even one.
        MemoryMarshal.AsBytes(new ReadOnlySpan<ProductFacts>(in facts))[sizeof(int)..]
            .CopyTo(MemoryMarshal.AsBytes(new Span<ProductFacts>(ref at))[sizeof(int)..]);
        Volatile.Write(ref at.Version, version + 2);
    }

    private void Reserve(int row)
    {
        int block = row >> BlockBits;
        if (block >= _blocks.Length)
        {
            var larger = new ProductFacts[]?[Math.Max(block + 1, _blocks.Length * 2)];
            Array.Copy(_blocks, larger, _blocks.Length);
            Volatile.Write(ref _blocks, larger);
        }
        if (_blocks[block] is null) Volatile.Write(ref _blocks[block], NewBlock());
        _slots.Reserve(Math.Max(_count, row + 1), _count, HashAt);
    }

    // Written to before it is read: memory that is read first is given out as a page of zeros that all share, and again
    // when it is written to.
    private static ProductFacts[] NewBlock()
    {
        var block = GC.AllocateUninitializedArray<ProductFacts>(BlockRows);
        Array.Clear(block);
        return block;
    }

    private bool HashAt(int row, out ulong hash)
    {
        ref readonly var facts = ref At(row);
        hash = facts.IdHash;
        return facts.Exists;
    }

    private ref ProductFacts Slot(int row) => ref _blocks[row >> BlockBits]![row & (BlockRows - 1)];

    private ReadOnlySpan<byte> RecordAt(long address)
    {
        _records.TryRead(address, out var from);
        return from[..ProductRecord.LengthOf(from)];
    }

    private void Discard(long address) => _records.Discard(address, RecordAt(address).Length);

    // Garbage is bounded, and no write waits for more than a few rows.
    private void MoveSome()
    {
        if (_moving < 0)
        {
            if (_records.Garbage < Math.Max(LeastGarbage, _records.Bytes / GarbagePart)) return;
            _records.BeginMoving();
            _moving = 0;
        }
        int end = Math.Min(_moving + MovedAtOnce, _count);
        for (; _moving < end; _moving++)
        {
            ref readonly var at = ref At(_moving);
            if (!at.Exists || !_records.IsLeaving(at.Address)) continue;
            var facts = at;
            var record = RecordAt(at.Address);
            _records.Discard(at.Address, record.Length);
            facts.Address = _records.Append(record);
            Publish(ref Slot(_moving), facts);
        }
        if (_moving < _count) return;
        _records.EndMoving();
        _moving = -1;
    }

    private void Tell(int row)
    {
        foreach (var follower in _followers) follower.Add(row);
    }
}
