using Google.Protobuf.WellKnownTypes;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Catalogue;

/// <summary>Records with something in every field.</summary>
internal static class Samples
{
    public static Product Lamp() => new()
    {
        Id = "lamp-1",
        Title = "Lamp",
        Description = "Two\nlines",
        Categories = { "light", "home" },
        Brand = "Lux",
        Price = 12.5,
        StockCount = 0,
        ShipsToCountries = { "DE", "France" },
        Promoted = true,
        SaleStartTime = Timestamp.FromDateTime(new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc)),
        ImageUrl = "https://shop.example/lamp.jpg",
        ContentEmbedding = { 0.5f, -1 },
        Attributes = { ["colour"] = "red", ["size"] = "" },
    };
}
