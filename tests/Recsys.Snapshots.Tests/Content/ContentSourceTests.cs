using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.Content;

namespace Recsys.Snapshots.Tests.Content;

public sealed class ContentSourceTests
{
    private readonly Shop _shop = new(
        "1 RED HEART MUG", "2 blue heart mugs", "3 Red Heart Plate", "4 GARDEN HOSE", "5 red garden chair");

    [Fact]
    public void Retrieve_Anchor_FindsThoseWithTheRarestWordsInCommon()
    {
        var source = new ContentSource(_shop.Products);

        var found = _shop.Scored(source, _shop.Context(anchor: "1"));

        // "heart" and "mug" are rarer than "red"; a plural is the same word.
        Assert.Equal(["2", "3", "5"], found.Select(one => one.Id));
        Assert.All(found, one => Assert.InRange(one.Score, 0f, 1f));
    }

    [Fact]
    public void Retrieve_SameWords_HaveCosineOne()
    {
        var shop = new Shop("x tea pot", "x2 garden hose");
        shop.Products.Upsert(new Product { Id = "y", Title = "x: TEA-POTS" });
        var source = new ContentSource(shop.Products);

        var (id, score) = Assert.Single(shop.Scored(source, shop.Context(anchor: "x")));

        Assert.Equal("y", id);
        Assert.Equal(1, score, 4);
    }

    [Fact]
    public void Retrieve_AnchorAddedAfterwards_StillFindsOthers()
    {
        var source = new ContentSource(_shop.Products);
        _shop.Products.Upsert(new Product { Id = "new", Title = "garden hose, 30 m" });

        Assert.Equal("4", _shop.Ask(source, _shop.Context(anchor: "new"))[0]);
    }

    [Fact]
    public void Retrieve_CategoriesAndBrandsCount_ButAreNoTitleWords()
    {
        var shop = new Shop();
        shop.Products.Upsert(new Product { Id = "a", Title = "one", Categories = ["Garden"], Brand = "Acme" });
        shop.Products.Upsert(new Product { Id = "b", Title = "two", Categories = ["garden"] });
        shop.Products.Upsert(new Product { Id = "c", Title = "garden acme" });
        shop.Products.Upsert(new Product { Id = "d", Title = "four", Brand = "ACME" });
        var source = new ContentSource(shop.Products);

        Assert.Equal(["b", "d"], shop.Ask(source, shop.Context(anchor: "a")).Order());
    }

    [Fact]
    public void Retrieve_NoAnchor_TakesTheCustomersLatestProducts()
    {
        var source = new ContentSource(_shop.Products);
        _shop.Event("4", InteractionType.View);

        Assert.Equal(["5", "4"], _shop.Ask(source, _shop.Context(), 10).Order().Reverse());
        Assert.Equal(["5"], _shop.Ask(source, _shop.Context(excluded: "4")));
    }

    [Fact]
    public void TryScore_HistoryOrAnchor_AgreesWithRetrieve()
    {
        var source = new ContentSource(_shop.Products);
        var scores = new float[5];
        int[] rows = [.. Enumerable.Range(0, 5)];
        Assert.False(source.TryScore(_shop.Context(), rows, scores));

        _shop.Event("1").Event("4", InteractionType.View);
        foreach (var context in (RecommendationContext[])[_shop.Context(), _shop.Context(anchor: "1")])
        {
            Assert.True(source.TryScore(context, rows, scores));
            var found = _shop.Scored(source, context);
            Assert.NotEmpty(found);
            foreach (var (id, score) in found) Assert.Equal(score, scores[_shop.Row(id)]);
        }
        // Of two products in the same words, what was bought is itself.
        Assert.Equal(scores.Max(), scores[_shop.Row("1")]);
    }

    [Fact]
    public void Retrieve_DeletedProductsAndEmptyTitles_AreNoCandidates()
    {
        _shop.Products.Remove("2");
        _shop.Products.Upsert(new Product { Id = "blank" });
        var source = new ContentSource(_shop.Products);

        Assert.Equal(["3", "5"], _shop.Ask(source, _shop.Context(anchor: "1")));
        Assert.Empty(_shop.Ask(source, _shop.Context(anchor: "blank")));
        Assert.Empty(_shop.Ask(new ContentSource(new ProductColumns()), _shop.Context(anchor: "1")));
    }

    [Fact]
    public void Retrieve_VeryLongTitle_IsBounded()
    {
        string title = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"word{i} {new string('x', 500)}{i}"));
        _shop.Products.Upsert(new Product { Id = "long", Title = title });
        var source = new ContentSource(_shop.Products);

        Assert.Empty(_shop.Ask(source, _shop.Context(anchor: "long")));
    }

    [Fact]
    public void Update_AnyChanges_FindsWhatIsThereAndAfterARebuildAsIfBuiltNow()
    {
        string[] words = ["red", "blue", "heart", "mug", "plate", "garden", "hose", "chair", "lamp", "tea"];
        var random = new Random(5);
        var shop = new Shop([.. Enumerable.Range(0, 40).Select(i => $"p{i} {Title()}")]);
        var source = new ContentSource(shop.Products);
        for (int round = 0; round < 300; round++)
        {
            string id = $"p{random.Next(80)}";
            if (random.Next(4) == 0) shop.Products.Remove(id);
            else shop.Products.Upsert(new Product { Id = id, Title = Title() });
            if (shop.Products.TryGetRow(id, out int row)) source.Update([row]);
            else for (int gone = 0; gone < shop.Products.Count; gone++) Forget(id, gone);
        }

        for (int i = 0; i < 80; i++)
        {
            if (!shop.Products.TryGet($"p{i}", out var anchor)) continue;
            string[] expected = [.. Enumerable.Range(0, shop.Products.Count)
                .Where(row => !shop.Products.At(row).Deleted).Select(row => shop.Products[row].ToProduct())
                .Where(other => other.Id != anchor.Id && Shared(anchor, other) > 0)
                .Select(other => other.Id)];
            Assert.Equal(expected.Order(), shop.Ask(source, shop.Context($"p{i}"), 100).Order());
        }
        source.Rebuild();
        var built = new ContentSource(shop.Products);
        for (int i = 0; i < 80; i++)
            if (shop.Products.TryGetRow($"p{i}", out _))
                Assert.Equal(
                    shop.Scored(built, shop.Context($"p{i}"), 100), shop.Scored(source, shop.Context($"p{i}"), 100));

        string Title() => string.Join(' ', Enumerable.Range(0, 3).Select(_ => words[random.Next(words.Length)]));

        void Forget(string id, int row)
        {
            if (shop.Products.IdOf(row) == id) source.Update([row]);
        }

        static int Shared(Product a, Product b) => a.Title.Split(' ').Where(word => word[0] != 'p' || word == "plate")
            .Intersect(b.Title.Split(' ')).Count();
    }

    [Fact]
    public void Update_WordsNobodyHadBefore_AreFoundByThem()
    {
        var source = new ContentSource(_shop.Products);
        foreach (string id in (string[])["n1", "n2"])
            source.Update([_shop.Products.Upsert(new Product { Id = id, Title = "zebra teapot" })]);

        var (found, score) = Assert.Single(_shop.Scored(source, _shop.Context(anchor: "n1")));

        Assert.Equal(("n2", 1f), (found, MathF.Round(score, 4)));
    }

    // Over several blocks of work, with deleted products among them.
    [Fact]
    public void Retrieve_ManyProducts_ScoresAreThePlainCosines()
    {
        const int Products = 9_500;
        var random = new Random(13);
        var shop = new Shop();
        for (int i = 0; i < Products; i++)
        {
            shop.Products.Upsert(new Product
            {
                Id = $"p{i}", Title = string.Join(' ', Enumerable.Range(0, 4).Select(_ => Word())),
                Categories = [$"c{random.Next(30)}", $"c{random.Next(30)}"], Brand = i % 3 == 0 ? "" : $"b{i % 200}",
            });
        }
        for (int i = 0; i < Products; i += 7) shop.Products.Remove($"p{i}");
        var words = Enumerable.Range(0, Products).Select(row => Words(shop.Products.ProductAt(row)!)).ToArray();
        var live = Enumerable.Range(0, Products).Where(row => row % 7 != 0).ToArray();
        var counts = live.SelectMany(row => words[row]).CountBy(word => word).ToDictionary();
        var source = new ContentSource(shop.Products);

        foreach (int anchor in (int[])[1, 5_000, Products - 2])
        {
            var expected = live.Where(row => row != anchor).Select(row => (Row: row, Score: Cosine(anchor, row)))
                .Where(one => one.Score > 0).OrderByDescending(one => one.Score).Take(20).ToArray();
            var found = shop.Scored(source, shop.Context($"p{anchor}"), 20);
            Assert.Equal(expected.Length, found.Length);
            for (int i = 0; i < found.Length; i++) Assert.Equal(expected[i].Score, found[i].Score, 1e-4f);
        }

        string Word() => $"word{(int)(Math.Pow(random.NextDouble(), 2) * 3_000)}x";

        float Cosine(int a, int b) =>
            Product(words[a].Intersect(words[b])) / MathF.Sqrt(Product(words[a]) * Product(words[b]));

        float Product(IEnumerable<string> shared) => shared.Sum(word =>
        {
            float idf = MathF.Log(1 + ((float)live.Length / counts.GetValueOrDefault(word, 1)));
            return idf * idf;
        });

        static string[] Words(Product product) => [.. product.Categories.Select(name => $"category {name}")
            .Concat(product.Brand.Length > 0 ? [$"brand {product.Brand}"] : []).Concat(product.Title.Split(' '))
            .Distinct()];
    }

    // A word of nearly all products would make a search as long as the catalogue, and the index twice as large.
    [Fact]
    public void Retrieve_WordOfMoreProductsThanASearchLooksAt_FindsTheFirstOfThem()
    {
        const int Products = 21_000;
        var shop = new Shop();
        for (int i = 0; i < Products; i++)
            shop.Products.Upsert(new Product { Id = $"p{i}", Title = $"common w{i % 3000}x" });
        var source = new ContentSource(shop.Products);

        var found = shop.Scored(source, shop.Context("p20999"), Products);

        Assert.Equal(ContentIndex.MaxPostings, found.Length);
        Assert.Equal(
            ["p11999", "p14999", "p17999", "p2999", "p5999", "p8999"], found[..6].Select(one => one.Id).Order());
        Assert.InRange(
            ContentIndex.Build(shop.Products).Bytes, 0,
            sizeof(int) * (ContentIndex.MaxPostings + (2 * Products) + (2 * 3001) + 1));
    }

    [Fact]
    public void Retrieve_ManyCommonWords_LooksAtABoundedNumberAndAtTheRarestFirst()
    {
        const int Products = 6_000;
        const string Common = "alpha bravo delta golf hotel india kilo lima mike oscar";
        var shop = new Shop();
        for (int i = 0; i < Products; i++)
            shop.Products.Upsert(new Product { Id = $"p{i}", Title = $"{Common} w{i / 2}x" });
        var index = ContentIndex.Build(shop.Products);
        var sums = new SparseScores();

        index.Spread(shop.Products[Products - 1], 10, sums);
        Assert.Equal([Products - 2, Products - 1], sums.Rows.ToArray().Order().TakeLast(2));
        Assert.Equal(10, sums.Count);

        sums.Clear();
        index.Spread(shop.Products[Products - 1], ContentIndex.MaxSearched, sums);
        Assert.Equal(Products, sums.Count);
        Assert.Equal(Products - 2, sums.Rows[0]);
    }
}
