using FsCheck.Fluent;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Filtering;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests.Filtering;

public class StandardFiltersTests
{
    private const int Rows = 40;

    [Fact]
    public void All_AnyShop_RemoveTheSameSetInAnyOrder()
    {
        Properties.Hold(Gen.Choose(0, 100_000), seed =>
        {
            var context = AnyContext(seed);
            var inOrder = Kept(context, StandardFilters.All);
            int[] order = Properties.Shuffled(StandardFilters.All.Count, seed);
            var shuffled = Kept(context, order.Select(i => StandardFilters.All[i]));

            Assert.Equal(inOrder, shuffled);
        });
    }

    [Fact]
    public void All_AppliedTwice_ChangeNothing()
    {
        Properties.Hold(Gen.Choose(0, 100_000), seed =>
        {
            var context = AnyContext(seed);
            var twice = StandardFilters.All.Concat(StandardFilters.All);
            Assert.Equal(Kept(context, StandardFilters.All), Kept(context, twice));
        });
    }

    [Fact]
    public void All_Kept_MeetEveryRule()
    {
        Properties.Hold(Gen.Choose(0, 100_000), seed =>
        {
            var context = AnyContext(seed);
            foreach (int row in Kept(context, StandardFilters.All))
            {
                var facts = context.Products.Facts(row);
                Assert.True(facts.Exists && facts.IsAvailable(Shop.NowMs));
                Assert.True(context.Products.ShipsTo(facts.Countries, context.Country));
                Assert.False(context.Request.ExcludePurchased && context.User.PurchasedRows.Contains(row));
                Assert.False(context.Request.ExcludedRows.Contains(row) || row == context.Request.AnchorRow);
                Assert.True(context.Request.Filter.Matches(context.Products[row].ToProduct()));
            }
        });
    }

    [Theory]
    [InlineData(0, CandidateFate.Unavailable)]
    [InlineData(-1, CandidateFate.Unavailable)]
    [InlineData(1, CandidateFate.Kept)]
    [InlineData(null, CandidateFate.Kept)]
    public void Availability_Stock_DecidesFate(int? stock, CandidateFate expected) =>
        Assert.Equal(expected, FateOf(new Product { Id = "p", Stock = stock }));

    [Theory]
    [InlineData(Shop.NowMs, CandidateFate.Kept)]
    [InlineData(Shop.NowMs + 1, CandidateFate.Unavailable)]
    public void Availability_SaleStart_DecidesFate(long startMs, CandidateFate expected) =>
        Assert.Equal(expected, FateOf(new Product { Id = "p", SaleStartMs = startMs }));

    [Theory]
    [InlineData("DE", CandidateFate.Kept)]
    [InlineData("de", CandidateFate.Kept)]
    [InlineData("FR", CandidateFate.NotShipped)]
    [InlineData("", CandidateFate.Kept)]
    public void Shipping_Country_DecidesFate(string country, CandidateFate expected) =>
        Assert.Equal(
            expected,
            FateOf(new Product { Id = "p", ShipsToCountries = ["DE", "AT"] }, r => r with { Country = country }));

    [Theory]
    [InlineData(true, CandidateFate.AlreadyPurchased)]
    [InlineData(false, CandidateFate.Kept)]
    public void Purchased_Switch_DecidesFate(bool exclude, CandidateFate expected)
    {
        var user = new UserHistory();
        user.Apply(new HistoryEvent(0, 1, 0, 0, InteractionType.Purchase));

        Assert.Equal(expected, FateOf(new Product { Id = "p" }, r => r with { ExcludePurchased = exclude }, user));
    }

    [Fact]
    public void Purchased_OnlyViewed_IsKept()
    {
        var user = new UserHistory();
        user.Apply(new HistoryEvent(0, 1, 0, 0, InteractionType.View));

        Assert.Equal(CandidateFate.Kept, FateOf(new Product { Id = "p" }, user: user));
    }

    [Fact]
    public void Exclusion_Anchor_IsExcluded() =>
        Assert.Equal(CandidateFate.Excluded, FateOf(new Product { Id = "p" }, r => r with { AnchorRow = 0 }));

    [Fact]
    public void Catalogue_DeletedProduct_IsNotInCatalogue()
    {
        var products = new ProductColumns();
        products.Upsert(new Product { Id = "p" });
        products.Remove("p");
        CandidateFate[] fates = [CandidateFate.Kept, CandidateFate.Kept];

        new CatalogueFilter().Apply(Contexts.Of(products, Shop.Request()), [0, 7], fates);

        Assert.All(fates, fate => Assert.Equal(CandidateFate.NotInCatalogue, fate));
    }

    public static TheoryData<ProductFilter, bool> RequestFilters => new()
    {
        { ProductFilter.None, true },
        { new ProductFilter { Categories = ["mugs", "lamps"] }, true },
        { new ProductFilter { Categories = ["lamps"] }, false },
        { new ProductFilter { Brands = ["Acme"] }, true },
        { new ProductFilter { Brands = ["acme"] }, false },
        { new ProductFilter { MinPrice = 5, MaxPrice = 5 }, true },
        { new ProductFilter { MinPrice = 5.01 }, false },
        { new ProductFilter { MaxPrice = 4.99 }, false },
        { new ProductFilter { PromotedOnly = true }, false },
        { new ProductFilter { Brands = ["Acme"], Categories = ["lamps"] }, false },
    };

    [Theory]
    [MemberData(nameof(RequestFilters))]
    public void RequestFilter_Conditions_DecideFate(ProductFilter filter, bool kept)
    {
        var product = new Product { Id = "p", Categories = ["mugs", "kitchen"], Brand = "Acme", Price = 5 };

        Assert.Equal(
            kept ? CandidateFate.Kept : CandidateFate.FilteredOut,
            FateOf(product, request => request with { Filter = filter }));
    }

    private static CandidateFate FateOf(
        Product product, Func<RecommendationRequest, RecommendationRequest>? shape = null, UserHistory? user = null)
    {
        var products = new ProductColumns();
        products.Upsert(product);
        var request = shape is null ? Shop.Request() : shape(Shop.Request());
        CandidateFate[] fates = [CandidateFate.Kept];
        foreach (var filter in StandardFilters.All) filter.Apply(Contexts.Of(products, request, user), [0], fates);
        return fates[0];
    }

    private static int[] Kept(RecommendationContext context, IEnumerable<ICandidateFilter> filters)
    {
        int[] rows = [.. Enumerable.Range(0, Rows + 5)];
        var fates = new CandidateFate[rows.Length];
        foreach (var filter in filters) filter.Apply(context, rows, fates);
        return [.. rows.Where(row => fates[row] == CandidateFate.Kept)];
    }

    private static RecommendationContext AnyContext(int seed)
    {
        var random = new Random(seed);
        bool Often() => random.Next(4) > 0;
        var products = new ProductColumns();
        for (int i = 0; i < Rows; i++)
        {
            products.Upsert(new Product
            {
                Id = $"p{i}",
                Stock = Often() ? null : random.Next(2),
                SaleStartMs = Often() ? 0 : Shop.NowMs + random.Next(-5, 5),
                ShipsToCountries = Often() ? [] : [random.Next(2) == 0 ? "DE" : "FR"],
                Categories = [$"category {random.Next(3)}"],
                Brand = $"brand {random.Next(2)}",
                Price = random.Next(10),
                Promoted = Often(),
            });
            if (!Often()) products.Remove($"p{i}");
        }
        var user = new UserHistory();
        for (int i = 0; i < 6; i++)
        {
            var type = Often() ? InteractionType.Purchase : InteractionType.View;
            user.Apply(new HistoryEvent(random.Next(Rows), i + 1, 1, 1, type));
        }
        var request = Shop.Request() with
        {
            Country = Often() ? "DE" : "",
            ExcludePurchased = Often(),
            ExcludedRows = new HashSet<int> { random.Next(Rows), random.Next(Rows) },
            AnchorRow = random.Next(-1, Rows),
            Filter = Often()
                ? new ProductFilter
                {
                    Categories = Often() ? ["category 1", "category 2"] : [], MaxPrice = Often() ? 7 : null,
                }
                : ProductFilter.None,
        };
        return Contexts.Of(products, request, user);
    }
}
