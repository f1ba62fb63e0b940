using System.Text.Json;
using System.Text.RegularExpressions;
using Recsys.Pipeline.Interactions;

namespace Recsys.Training.Import.Mapping;

/// <summary>Makes an <see cref="InteractionMapping"/> of its JSON.</summary>
internal static class MappingReader
{
    private static readonly (string, InteractionType)[] TypeNames =
    [
        ("view", InteractionType.View), ("click", InteractionType.Click), ("add_to_cart", InteractionType.AddToCart),
        ("purchase", InteractionType.Purchase), ("rating", InteractionType.Rating),
    ];

    public static InteractionMapping Read(string name, JsonElement element)
    {
        var root = new JsonSection(name, element);
        root.Text("description");
        var mapping = new InteractionMapping
        {
            Name = name,
            Format = root.Choice<string?>("format", null, ("csv", "csv"), ("parquet", "parquet")),
            Delimiter = ReadDelimiter(root),
            Header = root.Texts("header"),
            Interactions = root.Section("interactions") is { } interactions ? ReadInteractions(interactions) : null,
            Products = root.Section("products") is { } products ? ReadProducts(products) : null,
            Customers = root.Section("customers") is { } customers ? ReadCustomers(customers) : null,
            Rules = [.. root.Sections("rules").Select(ReadRule)],
            MaxEmptyColumns = root.WholeNumber("maxEmptyColumns", 0, 100_000),
            FeatureColumns = root.Texts("featureColumns"),
        };
        root.RefuseOthers();
        if (mapping.Interactions is null && mapping.Products is null && mapping.Customers is null)
            throw new ImportException(
                $"{name}: says nothing of interactions, products or customers; give at least one of them");
        return mapping;
    }

    private static char? ReadDelimiter(JsonSection root)
    {
        if (root.Text("delimiter") is not { } text) return null;
        if (text == "\\t") return '\t';
        return text.Length == 1 && char.IsAscii(text[0]) && text[0] is not ('"' or '\n' or '\r')
            ? text[0]
            : throw root.Error("delimiter", "must be one ASCII character, such as \",\" or \"\\t\", and no quote");
    }

    private static InteractionFields ReadInteractions(JsonSection section)
    {
        var (constant, column) = ReadType(section);
        var fields = new InteractionFields
        {
            ConstantType = constant,
            Type = column,
            Customer = section.Text("customer"),
            Product = section.RequiredText("product"),
            Time = ReadTime(section, "time"),
            Id = section.Text("id"),
            Session = section.Text("session"),
            Quantity = section.Text("quantity"),
            Price = section.Text("price"),
            Value = section.Text("value"),
            DwellMs = section.Text("dwellMs"),
            Country = section.Text("country"),
        };
        section.RefuseOthers();
        return fields.Customer is not null || fields.Session is not null
            ? fields
            : throw section.Error("customer", "is missing, and so is session; one of them must be given");
    }

    private static (InteractionType?, TypeColumn?) ReadType(JsonSection section)
    {
        if (!section.TryGet("type", out var value))
            throw section.Error("type", "is missing: a type such as \"purchase\", or a column");
        if (value.ValueKind == JsonValueKind.String)
            return (section.Choice<InteractionType>("type", default, TypeNames), null);
        var type = section.Section("type")!;
        string column = type.RequiredText("column");
        var values = new Dictionary<string, InteractionType>(StringComparer.Ordinal);
        if (type.Section("values") is { } words)
            foreach (var (word, _) in words.All())
                values.Add(word, words.Choice<InteractionType>(word, default, TypeNames));
        else
            foreach (var (word, known) in TypeNames) values.Add(word, known);
        type.RefuseOthers();
        return (null, new TypeColumn(column, values));
    }

    private static TimeColumn? ReadTime(JsonSection section, string key)
    {
        if (!section.TryGet(key, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return new TimeColumn(section.RequiredText(key));
        var time = section.Section(key)!;
        var column = new TimeColumn(time.RequiredText("column"), time.Text("format") ?? "iso", time.Text("zone"));
        time.RefuseOthers();
        if (!Rows.TimePattern.TryCreate(column, out _, out string problem)) throw section.Error(key, problem);
        return column;
    }

    private static ProductFields ReadProducts(JsonSection section)
    {
        string? separator = section.Text("separator");
        if (separator is { Length: not 1 }) throw section.Error("separator", "must be one character");
        string? categories = null;
        bool fromTitle = false;
        if (section.TryGet("categories", out var value) && value.ValueKind == JsonValueKind.Object)
        {
            var from = section.Section("categories")!;
            fromTitle = from.Choice("from", false, ("title", true));
            if (!fromTitle) throw from.Error("from", "is missing; it can be \"title\"");
            from.RefuseOthers();
        }
        else
        {
            categories = section.Text("categories");
        }
        var fields = new ProductFields
        {
            Id = section.RequiredText("id"),
            Title = section.Text("title"),
            Description = section.Text("description"),
            Categories = categories,
            CategoriesFromTitle = fromTitle,
            Separator = separator?[0] ?? '|',
            Brand = section.Text("brand"),
            Price = section.Text("price"),
            Stock = section.Text("stock"),
            ShipsTo = section.Text("shipsTo"),
            Promoted = section.Text("promoted"),
            SaleStart = ReadTime(section, "saleStart"),
            ImageUrl = section.Text("imageUrl"),
            Attributes = ReadAttributes(section),
        };
        section.RefuseOthers();
        return fields;
    }

    private static CustomerFields ReadCustomers(JsonSection section)
    {
        var fields = new CustomerFields
        {
            Id = section.RequiredText("id"),
            DisplayName = section.Text("displayName"),
            Country = section.Text("country"),
            Attributes = ReadAttributes(section),
        };
        section.RefuseOthers();
        return fields;
    }

    private static Dictionary<string, string> ReadAttributes(JsonSection section)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (section.Section("attributes") is { } columns)
            foreach (var (name, _) in columns.All()) attributes.Add(name, columns.RequiredText(name));
        return attributes;
    }

    private static MappingRule ReadRule(JsonSection section)
    {
        string? drop = section.Text("drop"), otherwise = section.Text("otherwiseDrop");
        if (drop is null == otherwise is null)
            throw section.Error("drop", "give either drop or otherwiseDrop, with the name to count the rows under");
        var rule = new MappingRule
        {
            Column = section.RequiredText("column"),
            Reason = (drop ?? otherwise)!,
            DropsMatches = drop is not null,
            StartsWith = section.Text("startsWith"),
            OneOf = section.Texts("oneOf"),
            Matches = ReadExpression(section),
            Empty = section.Switch("empty"),
            GreaterThan = section.Number("greaterThan"),
            AtLeast = section.Number("atLeast"),
            LessThan = section.Number("lessThan"),
            AtMost = section.Number("atMost"),
        };
        section.RefuseOthers();
        bool hasCondition = rule is not
        {
            StartsWith: null, OneOf: null, Matches: null, Empty: null,
            GreaterThan: null, AtLeast: null, LessThan: null, AtMost: null,
        };
        return hasCondition
            ? rule
            : throw section.Error("column", "the rule has no condition, such as startsWith or greaterThan");
    }

    private static Regex? ReadExpression(JsonSection section)
    {
        if (section.Text("matches") is not { } text) return null;
        try
        {
            // Without backtracking no expression can take more than linear time, whatever a file brings.
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw section.Error("matches", $"is no expression that can be used here: {e.Message}");
        }
    }
}
