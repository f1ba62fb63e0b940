using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;

namespace Recsys.Training.Data;

/// <summary>
/// Collects interactions, products and customers in any order and makes an <see cref="InteractionTable"/> of them.
/// </summary>
public sealed class InteractionTableBuilder
{
    private readonly Vocabulary _users = new();
    private readonly Vocabulary _items = new();
    private readonly Vocabulary _sessions = new();
    private readonly Vocabulary _countries = new();
    private readonly List<Product?> _products = [];
    private readonly List<string> _customerCountries = [];

    private readonly List<int> _userColumn = [];
    private readonly List<int> _itemColumn = [];
    private readonly List<long> _timeColumn = [];
    private readonly List<InteractionType> _typeColumn = [];
    private readonly List<float> _priceColumn = [];
    private readonly List<int> _quantityColumn = [];
    private readonly List<float> _valueColumn = [];
    private readonly List<int> _dwellColumn = [];
    private readonly List<int> _sessionColumn = [];
    private readonly List<int> _countryColumn = [];

    /// <summary>Rows added so far.</summary>
    public int Count => _timeColumn.Count;

    /// <summary>Adds one interaction; one without a customer counts for its product alone.</summary>
    public void Add(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        AddRow(
            interaction.CustomerId.Length == 0 ? -1 : User(interaction.CustomerId), Item(interaction.ProductId),
            interaction.TimeMs, interaction.Type, interaction.Price, interaction.Quantity, interaction.Value,
            interaction.DwellMs, Session(interaction.SessionId), Country(interaction.Country));
    }

    /// <summary>Says what is known of a product; the last word counts.</summary>
    public void Set(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        _products[Item(product.Id)] = product;
    }

    /// <summary>Says what is known of a customer; the last word counts.</summary>
    public void Set(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        _customerCountries[User(customer.Id)] = customer.Country;
    }

    /// <summary>Makes the table.</summary>
    /// <param name="keepItemsWithoutRows">Whether products nobody interacted with are items too, after all
    /// others.</param>
    public InteractionTable Build(bool keepItemsWithoutRows = false)
    {
        var columns = new InteractionColumns
        {
            Users = [.. _userColumn],
            Items = [.. _itemColumn],
            TimesMs = [.. _timeColumn],
            Types = [.. _typeColumn],
            Prices = [.. _priceColumn],
            Quantities = [.. _quantityColumn],
            Values = [.. _valueColumn],
            DwellsMs = [.. _dwellColumn],
            Sessions = [.. _sessionColumn],
            Countries = [.. _countryColumn],
        };
        var products = new Product[_items.Count];
        for (int item = 0; item < products.Length; item++)
            products[item] = _products[item] ?? new Product { Id = _items[item] };
        var entities = new InteractionEntities(
            _users.ToArray(), [.. _customerCountries], products, _countries.ToArray());
        var sorted = columns.SortedByTime();
        return Compact(sorted.Owned(true), sorted.Owned(false), entities, keepItemsWithoutRows);
    }

    /// <summary>Numbers users and items anew by first appearance, so that equal rows give an equal table.</summary>
    internal static InteractionTable Compact(
        InteractionColumns columns, InteractionColumns nobodys, InteractionEntities entities, bool keepItemsWithoutRows)
    {
        var (users, oldUsers) = Renumber(columns.Users, entities.UserIds.Length, keepUnused: false);
        // Products that only nobody acted on come after those of customers.
        var (items, oldItems) = Renumber(
            [.. columns.Items, .. nobodys.Items], entities.Products.Length, keepItemsWithoutRows);
        var compacted = new InteractionEntities(
            Array.ConvertAll(oldUsers, old => entities.UserIds[old]),
            Array.ConvertAll(oldUsers, old => entities.CustomerCountries[old]),
            Array.ConvertAll(oldItems, old => entities.Products[old]),
            entities.CountryNames);
        int rows = columns.Items.Length;
        return new InteractionTable(
            columns.WithNumbers(users, items[..rows]), nobodys.WithNumbers(nobodys.Users, items[rows..]), compacted);
    }

    internal bool HasItem(string id) => _items.Contains(id);

    internal bool HasUser(string id) => _users.Contains(id);

    internal int User(string id)
    {
        int user = _users.GetOrAdd(id);
        if (user == _customerCountries.Count) _customerCountries.Add("");
        return user;
    }

    internal int Item(string id)
    {
        int item = _items.GetOrAdd(id);
        if (item == _products.Count) _products.Add(null);
        return item;
    }

    internal int Session(string id) => id.Length == 0 ? -1 : _sessions.GetOrAdd(id);

    internal int Country(string name) => name.Length == 0 ? -1 : _countries.GetOrAdd(name);

    internal void AddRow(
        int user, int item, long timeMs, InteractionType type, float price, int quantity, float value,
        int dwellMs, int session, int country)
    {
        _userColumn.Add(user);
        _itemColumn.Add(item);
        _timeColumn.Add(timeMs);
        _typeColumn.Add(type);
        _priceColumn.Add(price);
        _quantityColumn.Add(quantity);
        _valueColumn.Add(value);
        _dwellColumn.Add(dwellMs);
        _sessionColumn.Add(session);
        _countryColumn.Add(country);
    }

    private static (int[] Column, int[] OldNumbers) Renumber(int[] column, int count, bool keepUnused)
    {
        var numbers = new int[count];
        Array.Fill(numbers, -1);
        var old = new List<int>();
        var renumbered = new int[column.Length];
        for (int row = 0; row < column.Length; row++)
        {
            ref int number = ref numbers[column[row]];
            if (number < 0)
            {
                number = old.Count;
                old.Add(column[row]);
            }
            renumbered[row] = number;
        }
        if (keepUnused)
            for (int i = 0; i < count; i++)
                if (numbers[i] < 0) old.Add(i);
        return (renumbered, [.. old]);
    }
}
