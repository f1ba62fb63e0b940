using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;

namespace Recsys.Training.Data;

/// <summary>
/// Interactions as columns, earliest first (rows of equal time keep the order they were read in): what training and
/// evaluation read. Users and items are numbered densely from 0 in order of first appearance. Arrays are the table's
/// own: read, never write.
/// </summary>
public sealed class InteractionTable
{
    private readonly RowGroups _rowsByUser;
    private readonly RowGroups _rowsByItem;
    // Most tables are parts of others that nobody asks for anyone by name.
    private readonly Lazy<Dictionary<string, int>> _users;
    private readonly Lazy<Dictionary<string, int>> _items;

    internal InteractionTable(InteractionColumns columns, InteractionColumns nobodys, InteractionEntities entities)
    {
        Columns = columns;
        Nobodys = nobodys;
        Entities = entities;
        UserCountries = columns.LatestCountryByUser(entities);
        _rowsByUser = RowGroups.Of(columns.Users, entities.UserIds.Length);
        _rowsByItem = RowGroups.Of(columns.Items, entities.Products.Length);
        ItemIds = Array.ConvertAll(entities.Products, product => product.Id);
        _users = new(() => Index(UserIds));
        _items = new(() => Index(ItemIds));
    }

    /// <summary>Rows.</summary>
    public int Count => Columns.TimesMs.Length;

    /// <summary>Users: all have at least one row.</summary>
    public int UserCount => UserIds.Length;

    /// <summary>Items. Those without a row, if asked for when the table was built, come last.</summary>
    public int ItemCount => ItemIds.Length;

    /// <summary>User of each row.</summary>
    public int[] Users => Columns.Users;

    /// <summary>Item of each row.</summary>
    public int[] Items => Columns.Items;

    /// <summary>
    /// Time of each row in milliseconds since 1970-01-01 UTC, ascending; all 0 where the data has no times.
    /// </summary>
    public long[] TimesMs => Columns.TimesMs;

    /// <summary>What was done, per row.</summary>
    public InteractionType[] Types => Columns.Types;

    /// <summary>Price of one unit in the shop's currency, per row; 0 when not given.</summary>
    public float[] Prices => Columns.Prices;

    /// <summary>Units, per row; 0 when not given.</summary>
    public int[] Quantities => Columns.Quantities;

    /// <summary>Rating or other strength, per row; 0 when not given.</summary>
    public float[] Values => Columns.Values;

    /// <summary>Time spent on the product in milliseconds, per row; 0 when not given.</summary>
    public int[] DwellsMs => Columns.DwellsMs;

    /// <summary>
    /// Number of the session (visit, invoice) of each row, or −1; numbers mean nothing beyond being equal.
    /// </summary>
    public int[] Sessions => Columns.Sessions;

    /// <summary>Index into <see cref="CountryNames"/> of each row, or −1 when not given.</summary>
    public int[] Countries => Columns.Countries;

    /// <summary>Names of countries.</summary>
    public string[] CountryNames => Entities.CountryNames;

    /// <summary>The shop's id of each user.</summary>
    public string[] UserIds => Entities.UserIds;

    /// <summary>
    /// Country of each user: the latest that a row named, or else the customer record's; empty when not known.
    /// </summary>
    public string[] UserCountries { get; }

    /// <summary>The shop's id of each item.</summary>
    public string[] ItemIds { get; }

    /// <summary>The product of each item; where nothing is known of it, a product with its id alone.</summary>
    public Product[] Products => Entities.Products;

    internal InteractionColumns Columns { get; }

    /// <summary>
    /// Rows without a user, earliest first: of customers who were erased, and of visitors who were never known. They
    /// count for what is told of items, and for nothing else; no other member of the table knows them.
    /// </summary>
    internal InteractionColumns Nobodys { get; }

    internal InteractionEntities Entities { get; }

    /// <summary>Rows of one user, ascending, so earliest first.</summary>
    public ReadOnlySpan<int> RowsOfUser(int user) => _rowsByUser[user];

    /// <summary>Rows of one item, ascending, so earliest first.</summary>
    public ReadOnlySpan<int> RowsOfItem(int item) => _rowsByItem[item];

    /// <summary>Finds a user by the shop's id.</summary>
    public bool TryGetUser(string userId, out int user) => _users.Value.TryGetValue(userId, out user);

    /// <summary>Finds an item by the shop's id.</summary>
    public bool TryGetItem(string itemId, out int item) => _items.Value.TryGetValue(itemId, out item);

    /// <summary>
    /// Rows before a time, as a table of its own with its own numbers for users and items. Products stay as the whole
    /// table knows them; to keep later rows out of derived titles and prices too, limit the time when reading the file.
    /// </summary>
    public InteractionTable Before(long timeMs) =>
        Slice(0, FirstRowAt(timeMs), Nobodys.Slice(0, Nobodys.FirstRowAt(timeMs)));

    /// <summary>Rows at a time or after it, as a table of its own with its own numbers for users and items.</summary>
    public InteractionTable From(long timeMs) =>
        Slice(FirstRowAt(timeMs), Count, Nobodys.Slice(Nobodys.FirstRowAt(timeMs), Nobodys.TimesMs.Length));

    /// <summary>The first row at a time or after it; <see cref="Count"/> when all are earlier.</summary>
    public int FirstRowAt(long timeMs) => Columns.FirstRowAt(timeMs);

    /// <summary>Some of the rows, ascending, as a table of its own with its own numbers for users and items; nobody's
    /// rows are left out.</summary>
    internal InteractionTable Rows(int[] rows) => InteractionTableBuilder.Compact(
        Columns.InOrder(rows), Nobodys.Slice(0, 0), Entities, keepItemsWithoutRows: false);

    /// <summary>
    /// The first rows, as a table of its own; items and users that appear in them keep their numbers.
    /// </summary>
    internal InteractionTable FirstRows(int count) => Slice(0, count, Nobodys.Slice(0, NobodysBefore(count)));

    /// <summary>Some of the rows, as a table of its own with its own numbers for users and items.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row behind the last.</param>
    /// <param name="belongs">Whether a user's rows are taken.</param>
    internal InteractionTable Rows(int from, int to, Func<int, bool> belongs)
    {
        var taken = new List<int>(to - from);
        for (int row = from; row < to; row++)
            if (belongs(Users[row])) taken.Add(row);
        return InteractionTableBuilder.Compact(
            Columns.InOrder([.. taken]), Nobodys.Slice(NobodysBefore(from), NobodysBefore(to)), Entities,
            keepItemsWithoutRows: false);
    }

    /// <summary>
    /// The first rows, as a table of its own that knows all of this one's items; every number stays what it is.
    /// </summary>
    internal InteractionTable Past(int count) => Known(Columns.Slice(0, count), count);

    /// <summary>
    /// All rows but some users' of a range and those behind it, as a table of its own that knows all of this one's
    /// items; every number stays what it is.
    /// </summary>
    /// <param name="from">The range's first row.</param>
    /// <param name="to">The row behind its last.</param>
    /// <param name="leftOut">Whether a user's rows of the range are left out.</param>
    internal InteractionTable Without(int from, int to, Func<int, bool> leftOut)
    {
        var kept = new List<int>(to);
        for (int row = 0; row < to; row++)
            if (row < from || !leftOut(Users[row])) kept.Add(row);
        return Known(Columns.InOrder([.. kept]), from);
    }

    private InteractionTable Known(InteractionColumns rows, int nobodysBefore)
    {
        int users = rows.Users.Length > 0 ? rows.Users.Max() + 1 : 0;
        return new InteractionTable(
            rows, Nobodys.Slice(0, NobodysBefore(nobodysBefore)), Entities with
            {
                UserIds = Entities.UserIds[..users],
                CustomerCountries = Entities.CustomerCountries[..users],
            });
    }

    /// <summary>How many of nobody's rows are earlier than a row; all when there is no such row.</summary>
    internal int NobodysBefore(int row) =>
        row < Count ? Nobodys.FirstRowAt(TimesMs[row]) : Nobodys.TimesMs.Length;

    private InteractionTable Slice(int from, int to, InteractionColumns nobodys) =>
        InteractionTableBuilder.Compact(Columns.Slice(from, to), nobodys, Entities, keepItemsWithoutRows: false);

    private static Dictionary<string, int> Index(string[] ids)
    {
        var index = new Dictionary<string, int>(ids.Length, StringComparer.Ordinal);
        for (int i = 0; i < ids.Length; i++) index.Add(ids[i], i);
        return index;
    }
}
