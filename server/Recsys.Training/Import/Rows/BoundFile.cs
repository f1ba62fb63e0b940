namespace Recsys.Training.Import.Rows;

/// <summary>A mapping bound to one open file: what each of its rows means.</summary>
internal sealed class BoundFile
{
    private readonly RowScreen _screen;
    private readonly BoundInteraction? _interaction;
    private readonly BoundProduct? _product;
    private readonly BoundCustomer? _customer;
    private readonly ImportCatalogue _catalogue;
    private readonly ImportOptions _options;

    /// <exception cref="ImportException">The file lacks a column that the mapping names.</exception>
    public BoundFile(
        string name, InteractionMapping mapping, IRowSource source, ImportCatalogue catalogue, ImportOptions options,
        HeldOutLog? heldOut = null)
    {
        var binder = new ColumnBinder(name, mapping, source);
        _screen = new RowScreen(mapping, source, binder);
        if (mapping.Interactions is { } interactions)
            _interaction = new BoundInteraction(interactions, source, binder, catalogue, options, heldOut);
        _product = mapping.Products is { } products ? new BoundProduct(products, source, binder) : null;
        _customer = mapping.Customers is { } customers ? new BoundCustomer(customers, source, binder) : null;
        _catalogue = catalogue;
        _options = options;
    }

    /// <summary>Judges the current row and hands it to the sink if it is good.</summary>
    public RowVerdict Take(IImportSink sink, out string? reason)
    {
        var verdict = _screen.Judge(out reason);
        if (verdict != RowVerdict.Accepted) return verdict;
        if (_interaction is not null) return TakeInteraction(sink, out reason);
        return TakeEntities(sink, out reason);
    }

    private RowVerdict TakeInteraction(IImportSink sink, out string? reason)
    {
        reason = _interaction!.TryRead(out var interaction, out bool held);
        if (reason is not null) return RowVerdict.Rejected;
        if (held)
        {
            reason = ImportReport.HeldOut;
            return RowVerdict.Dropped;
        }
        if (interaction.TimeMs < _options.FromMs || interaction.TimeMs >= _options.BeforeMs)
        {
            reason = "outside the time asked for";
            return RowVerdict.Dropped;
        }
        var profile = _catalogue.Profile(interaction.Product);
        reason = _product?.TryAddTo(profile, _catalogue.Texts);
        if (reason is not null) return RowVerdict.Rejected;
        profile.AddInteraction(interaction.TimeMs);
        if (interaction.Customer >= 0)
        {
            var customer = _catalogue.CustomerProfile(interaction.Customer);
            _customer?.AddTo(customer, interaction.TimeMs, _catalogue.Texts);
        }
        sink.Add(interaction);
        return RowVerdict.Accepted;
    }

    private RowVerdict TakeEntities(IImportSink sink, out string? reason)
    {
        reason = null;
        if (_product is not null)
        {
            reason = _product.TryRead(out var product);
            if (reason is not null) return RowVerdict.Rejected;
            sink.Add(product);
        }
        if (_customer is not null)
        {
            reason = _customer.TryRead(out var customer);
            if (reason is not null) return RowVerdict.Rejected;
            sink.Add(customer);
        }
        return RowVerdict.Accepted;
    }
}
