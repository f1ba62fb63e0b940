using Recsys.Pipeline.Interactions;
using Recsys.Training.Import;

namespace Recsys.Training.Tests.Import.Mapping;

public sealed class InteractionMappingTests
{
    [Fact]
    public void Load_SampleMapping_IsTheProtocol()
    {
        var mapping = InteractionMapping.Load(Sample.Mapping);

        Assert.Equal(InteractionType.Purchase, mapping.Interactions!.ConstantType);
        Assert.Equal("yyyy-MM-dd HH:mm:ss", mapping.Interactions.Time!.Format);
        Assert.True(mapping.Products!.CategoriesFromTitle);
        Assert.Equal(5, mapping.Rules.Count);
        Assert.Equal(5, mapping.MaxEmptyColumns);
    }

    [Fact]
    public void Load_GoodbooksMapping_IsRatingsWithoutTimes()
    {
        var mapping = InteractionMapping.Load(Path.Combine(Sample.Mapping, "../../goodbooks-10k/mapping.json"));

        Assert.Equal(InteractionType.Rating, mapping.Interactions!.ConstantType);
        Assert.Null(mapping.Interactions.Time);
    }

    [Fact]
    public void Parse_TypeColumn_TakesItsWords()
    {
        var mapping = InteractionMapping.Parse(
            """
            // what a web log has
            { "interactions": { "product": "itemid", "customer": "visitorid",
              "type": { "column": "event",
                "values": { "view": "view", "addtocart": "add_to_cart", "transaction": "purchase" } } }, }
            """);

        Assert.Equal("event", mapping.Interactions!.Type!.Column);
        Assert.Equal(InteractionType.AddToCart, mapping.Interactions.Type.Values["addtocart"]);
    }

    [Theory]
    [InlineData("""{ "interactions": { "type": "view", "custmer": "a", "customer": "a", "product": "b" } }""",
        "m.interactions.custmer: unknown key; known here: country, customer,")]
    [InlineData("""{ "delimitr": ";", "interactions": { "type": "view", "customer": "a", "product": "b" } }""",
        "m.delimitr: unknown key")]
    [InlineData("""{ "interactions": { "type": "buy", "customer": "a", "product": "b" } }""",
        "m.interactions.type: 'buy' is none of: view, click, add_to_cart, purchase, rating")]
    [InlineData("""{ "interactions": { "customer": "a", "product": "b" } }""", "m.interactions.type: is missing")]
    [InlineData("""{ "interactions": { "type": "view", "customer": "a" } }""", "m.interactions.product: is missing")]
    [InlineData("""{ "interactions": { "type": "view", "product": "a" } }""",
        "m.interactions.customer: is missing, and so is session")]
    [InlineData("""{ "interactions": { "type": "view", "customer": 5, "product": "b" } }""",
        "m.interactions.customer: must be a string")]
    [InlineData(
        """
        { "interactions": { "type": "view", "customer": "a", "product": "b",
          "time": { "column": "t", "format": "xx" } } }
        """,
        "m.interactions.time: format 'xx'")]
    [InlineData(
        """
        { "interactions": { "type": "view", "customer": "a", "product": "b",
          "time": { "column": "t", "zone": "Mars" } } }
        """,
        "m.interactions.time: zone 'Mars' is not known")]
    [InlineData("""{ "products": { "id": "a" }, "rules": [ { "column": "a", "startsWith": "C" } ] }""",
        "m.rules[0].drop: give either drop or otherwiseDrop")]
    [InlineData("""{ "products": { "id": "a" }, "rules": [ { "column": "a", "drop": "x" } ] }""",
        "m.rules[0].column: the rule has no condition")]
    [InlineData("""{ "products": { "id": "a" }, "rules": [ { "column": "a", "drop": "x", "matches": "(" } ] }""",
        "m.rules[0].matches: is no expression")]
    [InlineData("""{ "products": { "id": "a" }, "rules": [ { "column": "a", "drop": "x", "matches": "(a)\\1" } ] }""",
        "m.rules[0].matches: is no expression")]
    [InlineData("""{ "products": { "id": "a" }, "maxEmptyColumns": -1 }""",
        "m.maxEmptyColumns: must be a whole number from 0")]
    [InlineData("""{ "products": { "id": "a" }, "delimiter": "ab" }""", "m.delimiter: must be one ASCII character")]
    [InlineData("""{ "products": { "id": "a", "id": "b" } }""", "m.products.id: is given twice")]
    [InlineData("{ }", "m: says nothing of interactions, products or customers")]
    [InlineData("[1]", "m: must be an object")]
    [InlineData("{ \"products\": ", "m: not valid JSON at line 1")]
    public void Parse_SomethingWrong_NamesTheKey(string json, string message)
    {
        var e = Assert.Throws<ImportException>(() => InteractionMapping.Parse(json, "m"));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Load_NoFile_SaysSo() =>
        Assert.Equal("none.json: no such file",
            Assert.Throws<ImportException>(() => InteractionMapping.Load("none.json")).Message);
}
