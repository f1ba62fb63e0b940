using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;

namespace Recsys.Bench.Features;

/// <summary>The very gathering of the request path: numbers and ids of candidates into the ranker's inputs.</summary>
internal sealed class RankerReader : IFeatureReader
{
    private readonly ItemColumns _columns;
    private readonly RankerInputs _inputs;
    private readonly float[] _userDense = new float[FeatureSchema.UserDense.Count];
    private readonly int[] _userIds = new int[FeatureSchema.UserCategorical.Count];
    private readonly int[] _recent = new int[FeatureWorkflow.TowerHistory];
    private readonly float[] _cross = new float[FeatureSchema.Cross.Count];

    public RankerReader(int products, int most)
    {
        var workflow = new FeatureWorkflow
        {
            KnownProducts = products,
            AsOfMs = 1_000_000_000_000,
            Countries = new CategoryVocabulary([]),
            Categories = new CategoryVocabulary([]),
            Brands = new CategoryVocabulary([]),
            Prices = new PriceBuckets([1, 2, 3]),
            CategoryTarget = new TargetEncoding([0.1f]),
            UserDense = Normalizer.Identity(FeatureSchema.UserDense),
            ItemDense = Normalizer.Identity(FeatureSchema.ItemDense),
            Cross = Normalizer.Identity(FeatureSchema.Cross),
        };
        int[] rows = [.. Enumerable.Range(0, products)];
        Product?[] catalogue = [.. rows.Select(row => new Product { Id = "p", Price = row })];
        _columns = ItemColumns.Build(
            workflow, ItemContent.Build(workflow, catalogue, rows), new ItemStatistics(products));
        _inputs = new RankerInputs(RankerDescription.Standard, 1, most);
    }

    public string Name => $"the ranker's inputs, {_inputs.ItemDenseColumns} numbers and "
        + $"{_inputs.ItemIdColumns} ids";

    public int Read(ReadOnlySpan<int> products)
    {
        _inputs.Clear();
        _inputs.AddUser(_userDense, _userIds, _recent);
        foreach (int product in products) _inputs.AddItem(_columns, product, _cross);
        int sum = 0;
        // The first id is the product's own, counted from 1.
        var ids = _inputs.ItemIds.Span;
        for (int i = 0; i < products.Length; i++) sum += (int)ids[i * _inputs.ItemIdColumns] - 1;
        return sum;
    }

    public void Dispose()
    {
    }
}
