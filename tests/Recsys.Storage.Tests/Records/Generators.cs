using FsCheck;
using FsCheck.Fluent;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;

namespace Recsys.Storage.Tests.Records;

/// <summary>Any valid record.</summary>
internal static class Generators
{
    private static readonly char[] Letters = "abcXYZ019 -_/.äß漢é".ToCharArray();

    public static Gen<string> Text(int least, int most) =>
        from length in Gen.Choose(least, most)
        from letters in Gen.Elements(Letters).ArrayOf(length)
        select new string(letters);

    public static Gen<string> Id { get; } = Text(1, 40).Select(text => text + "!");

    public static Gen<IReadOnlyDictionary<string, string>> Attributes { get; } =
        from count in Gen.Choose(0, 4)
        from values in Text(0, 30).ArrayOf(count)
        select (IReadOnlyDictionary<string, string>)values.Select((value, i) => (Name: $"name {i}", Value: value))
            .ToDictionary(pair => pair.Name, pair => pair.Value);

    public static Gen<Product> Product { get; } =
        from id in Id
        from texts in Text(0, 60).ArrayOf(4)
        from lists in Text(1, 12).ArrayOf(3)
        from counts in Gen.Choose(0, 3).ArrayOf(2)
        from numbers in Gen.Choose(0, int.MaxValue).ArrayOf(3)
        from embedding in Gen.Choose(-1000, 1000).Select(value => value / 7f).ArrayOf()
        from attributes in Attributes
        select new Product
        {
            Id = id,
            Title = texts[0],
            Description = texts[1] + "\n" + texts[1],
            Categories = lists[..counts[0]],
            Brand = texts[2],
            Price = numbers[0] / 100.0,
            Stock = numbers[1] % 3 == 0 ? null : numbers[1],
            ShipsToCountries = lists[..counts[1]],
            Promoted = numbers[2] % 2 == 0,
            SaleStartMs = numbers[2] * 1000L,
            ImageUrl = texts[3],
            ContentEmbedding = embedding,
            Attributes = attributes,
        };

    public static Gen<Customer> Customer { get; } =
        from id in Id
        from texts in Text(0, 20).ArrayOf(2)
        from attributes in Attributes
        select new Customer { Id = id, DisplayName = texts[0], Country = texts[1], Attributes = attributes };

    public static Gen<Interaction> Interaction { get; } =
        from id in Id
        from people in Gen.Elements("ann", "bob", "").ArrayOf(2)
        from product in Gen.Choose(0, 9)
        from type in Gen.Choose(1, 5)
        from timeMs in Gen.Choose(1, 1_000_000_000)
        from numbers in Gen.Choose(0, 5).ArrayOf(4)
        from country in Text(0, 16)
        select new Interaction
        {
            Id = id,
            CustomerId = people[0],
            SessionId = people[0].Length == 0 && people[1].Length == 0 ? "visit" : people[1],
            ProductId = $"product-{product}",
            Type = (InteractionType)type,
            TimeMs = timeMs,
            Value = numbers[0] - 2.5f,
            Quantity = numbers[1] * 1000,
            Price = numbers[2] * 1.25f,
            DwellMs = numbers[3] * 100_000,
            Country = country,
        };
}
