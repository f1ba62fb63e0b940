using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;

namespace Recsys.Storage.Tests;

/// <summary>Records the tests share.</summary>
internal static class Samples
{
    public const long StartMs = 1_700_000_000_000;

    public static StorageOptions Options(TempFolder folder) => new()
    {
        Directory = folder.Path,
        MemoryBytes = 16 << 20,
        DuplicateWindow = 1024,
        CheckpointOnClose = false,
    };

    public static Product Product(int number) => new()
    {
        Id = $"product-{number}",
        Title = $"Product {number}",
        Price = number,
        Categories = ["things"],
    };

    public static Interaction Interaction(int number, string customer = "ann", int product = 0) => new()
    {
        Id = $"interaction-{number}",
        CustomerId = customer,
        ProductId = $"product-{product}",
        Type = InteractionType.Purchase,
        TimeMs = StartMs + number,
        Quantity = 2,
        Price = 1.5f,
        Country = "United Kingdom",
        AttributionToken = "AWx5-token",
    };
}
