using Recsys.Pipeline.Catalogue;
using Recsys.Training.Import;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Data;

/// <summary>Collects an import in memory as an <see cref="InteractionTable"/>.</summary>
internal sealed class TableSink : IImportSink
{
    private readonly InteractionTableBuilder _builder = new();
    private readonly Utf8Vocabulary _sessions = new();
    private readonly List<int> _users = [];
    private readonly List<int> _items = [];
    private readonly List<int> _countries = [];
    private ImportCatalogue _catalogue = new();

    public InteractionTable Build() => _builder.Build();

    public void Begin(ImportCatalogue catalogue) => _catalogue = catalogue;

    public void Add(in ImportedInteraction interaction)
    {
        // Files are read to compare models by what customers did, as the published figures do.
        if (interaction.Customer < 0) return;
        _builder.AddRow(
            User(interaction.Customer), Item(interaction.Product), interaction.TimeMs, interaction.Type,
            interaction.Price, interaction.Quantity, interaction.Value, interaction.DwellMs,
            interaction.Session.IsEmpty ? -1 : _sessions.GetOrAdd(interaction.Session),
            Country(interaction.Country));
    }

    public void Add(Product product) => _builder.Set(product);

    public void Add(Customer customer) => _builder.Set(customer);

    public ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask CompleteAsync(CancellationToken cancellation)
    {
        int products = _catalogue.DescribesProducts ? _catalogue.ProductCount : 0;
        int customers = _catalogue.DescribesCustomers ? _catalogue.CustomerCount : 0;
        for (int i = 0; i < products; i++) _builder.Set(_catalogue.Product(i));
        for (int i = 0; i < customers; i++) _builder.Set(_catalogue.Customer(i));
        return ValueTask.CompletedTask;
    }

    // The import's numbers become the builder's once each, so that a row costs no look-up of a string.
    private int User(int customer)
    {
        while (_users.Count <= customer) _users.Add(_builder.User(_catalogue.CustomerId(_users.Count)));
        return _users[customer];
    }

    private int Item(int product)
    {
        while (_items.Count <= product) _items.Add(_builder.Item(_catalogue.ProductId(_items.Count)));
        return _items[product];
    }

    private int Country(int country)
    {
        if (country < 0) return -1;
        while (_countries.Count <= country) _countries.Add(_builder.Country(_catalogue.Country(_countries.Count)));
        return _countries[country];
    }
}
