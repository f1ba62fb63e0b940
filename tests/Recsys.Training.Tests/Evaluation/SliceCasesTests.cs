using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class SliceCasesTests
{
    private const long Day = 86_400_000;

    [Fact]
    public void Of_CustomersAndProducts_AreToldApart()
    {
        var train = new InteractionTableBuilder();
        // Ann comes on twelve days, bob once with three products, cyd on two days.
        for (int day = 0; day < 12; day++) Add(train, "ann", $"old{day % 3}", 10 + day, "France");
        foreach (string product in new[] { "old0", "old1", "old2" }) Add(train, "bob", product, 5, "Germany");
        Add(train, "cyd", "old0", 8, "France");
        Add(train, "cyd", "old1", 90, "France");
        Add(train, "ann", "fresh", 95, "France");
        var test = new InteractionTableBuilder();
        Add(test, "bob", "fresh", 101, "Germany");
        Add(test, "cyd", "fresh", 101, "France");
        Add(test, "cyd", "old2", 101, "France");
        Add(test, "ann", "old0", 101, "France");

        var split = EvaluationSplit.Of(train.Build(), test.Build(), repeatPurchases: true);
        var slices = SliceCases.Of(split);

        Assert.Equal(["bob"], Members("customer", "new"));
        Assert.Equal(["cyd"], Members("customer", "returning"));
        Assert.Equal(["ann"], Members("customer", "frequent"));
        Assert.Equal(["bob", "cyd"], Members("history", "1–4"));
        Assert.Equal(["bob"], Members("last_visit", "2–4"));
        Assert.Equal(["ann", "cyd"], Members("country", "France"));
        var fresh = Assert.Single(slices.Products, slice => slice.Name.StartsWith("fresh", StringComparison.Ordinal));
        Assert.Equal(2, fresh.ProductsToFind);
        Assert.Equal(2, fresh.Cases.Length);
        var older = Assert.Single(slices.Products, slice => slice.Name == "older");
        Assert.Equal(["ann", "cyd"], older.Cases.Select(Name).Order(StringComparer.Ordinal));
        Assert.Equal(4, slices.Products.Where(slice => slice.Dimension == "product_popularity")
            .Sum(slice => slice.ProductsToFind));

        string Name(int at) => split.Train.UserIds[split.Cases[at].User];
        IEnumerable<string> Members(string dimension, string name) => Assert.Single(
                slices.Customers,
                slice => slice.Dimension == dimension && slice.Name.StartsWith(name, StringComparison.Ordinal))
            .Cases.Select(Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Of_NoTimesAndNoCountries_KeepsWhatIsKnown()
    {
        var builder = new InteractionTableBuilder();
        foreach (string user in new[] { "ann", "bob" })
            foreach (string product in new[] { "a", "b", "c" })
                builder.Add(new Interaction
                {
                    Id = user + product, CustomerId = user, ProductId = product, TimeMs = 0,
                    Type = InteractionType.Rating,
                });
        var table = builder.Build();

        var slices = SliceCases.Of(EvaluationSplit.Of(table, table, repeatPurchases: true));

        Assert.Equal(["history"], slices.Customers.Select(slice => slice.Dimension));
        Assert.All(slices.Products, slice => Assert.Equal("product_popularity", slice.Dimension));
    }

    private static void Add(InteractionTableBuilder to, string user, string product, int day, string country) =>
        to.Add(new Interaction
        {
            Id = $"{user}-{product}-{day}", CustomerId = user, ProductId = product,
            TimeMs = 1_300_000_000_000 + day * Day,
            Type = InteractionType.Purchase, Country = country,
        });
}
