using Recsys.Models.Repository;
using Recsys.Pipeline.Catalogue;
using Recsys.Training.Data;

namespace Recsys.Training.Tests.Serving;

/// <summary>The synthetic shop trained and published once for all tests that load it.</summary>
public sealed class PublishedShop : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"recsys-published-{Guid.NewGuid():N}");

    public PublishedShop()
    {
        using var staged = new ModelRepository(_root).Stage();
        Version = staged.Publish(ModelTrainer.Train(Table, SyntheticShop.Options, staged));
    }

    public InteractionTable Table { get; } = SyntheticShop.Build();

    public ModelVersion Version { get; }

    /// <summary>A catalogue of the shop's products, in another order than the model's.</summary>
    public ProductColumns Catalogue(params Product[] added)
    {
        var products = new ProductColumns();
        foreach (var product in Table.Products.Reverse().Concat(added)) products.Upsert(product);
        return products;
    }

    /// <summary>A copy of the version with its files changed, published anew.</summary>
    public ModelVersion Changed(Action<StagedVersion> change)
    {
        using var staged = new ModelRepository(_root).Stage();
        foreach (var file in Version.Manifest.Files)
            File.Copy(Version.FilePath(file.Name), staged.FilePath(file.Name));
        change(staged);
        return staged.Publish(Version.Manifest, activate: false);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
