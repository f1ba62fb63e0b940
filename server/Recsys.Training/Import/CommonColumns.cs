using Recsys.Pipeline.Interactions;
using Recsys.Training.Import.Mapping;

namespace Recsys.Training.Import;

/// <summary>Finds interactions' columns by the names most files give them, for those who bring no mapping.</summary>
internal static class CommonColumns
{
    private static readonly string[] Customer =
        ["customerid", "userid", "user", "customer", "visitorid", "reviewerid", "uid"];
    private static readonly string[] Product =
        [
            "productid", "itemid", "stockcode", "item", "product", "bookid", "movieid", "asin", "sku", "articleid",
            "trackid", "parentasin", "businessid", "locationid", "venueid", "artistid", "gameid", "iid",
            "sid",
        ];
    private static readonly string[] Time =
        [
            "timestamp", "time", "date", "datetime", "eventtime", "invoicedate", "createdat", "tdat", "unixreviewtime",
            "ts",
        ];
    private static readonly string[] Session = ["sessionid", "session", "invoiceno", "invoice", "orderid", "visitid"];
    private static readonly string[] Quantity = ["quantity", "qty", "units"];
    private static readonly string[] Price = ["unitprice", "price"];
    private static readonly string[] Value = ["rating", "stars", "score", "value", "overall"];
    private static readonly string[] Country = ["country", "countrycode"];

    /// <summary>Whether a line is a header that <see cref="Find"/> understands.</summary>
    public static bool Recognizes(IReadOnlyList<string> columns) =>
        Pick(columns, Product) is not null && (Pick(columns, Customer) ?? Pick(columns, Session)) is not null;

    /// <summary>Makes a mapping for a file and notes, in one line, what was taken for what.</summary>
    /// <exception cref="ImportException">The columns of customer and product cannot be told.</exception>
    public static InteractionMapping Find(string file, IReadOnlyList<string> columns, List<string> notes)
    {
        string? customer = Pick(columns, Customer), product = Pick(columns, Product), session = Pick(columns, Session);
        if (product is null || customer is null && session is null)
            throw new ImportException(
                $"{file}: no column looks like the {(product is null ? "product" : "customer")}'s id, among: "
                + $"{string.Join(", ", columns.Take(30))}; say which it is in a mapping file (--mapping), or name the "
                + "columns in the first line, for example user_id,item_id,timestamp");
        string? value = Pick(columns, Value), time = Pick(columns, Time);
        string? quantity = Pick(columns, Quantity), price = Pick(columns, Price);
        var type = value is not null && quantity is null ? InteractionType.Rating : InteractionType.Purchase;
        var fields = new InteractionFields
        {
            ConstantType = type,
            Customer = customer,
            Product = product,
            Session = session,
            Time = time is null ? null : new TimeColumn(time, "any"),
            Quantity = quantity,
            Price = price,
            Value = value,
            Country = Pick(columns, Country),
        };
        string kind = type == InteractionType.Rating ? "ratings" : "purchases";
        notes.Add($"{file}: no mapping given; taken as {kind} with customer = {customer ?? "none"}, "
            + $"product = {product}, time = {time ?? "none"}, session = {session ?? "none"}, "
            + $"quantity = {quantity ?? "none"}, price = {price ?? "none"}, value = {value ?? "none"}");
        return new InteractionMapping { Name = "the mapping found by column names", Interactions = fields };
    }

    private static string? Pick(IReadOnlyList<string> columns, string[] names)
    {
        foreach (string name in names)
            foreach (string column in columns)
                if (Normalize(column) == name) return column;
        return null;
    }

    // Some files name the type of a column after a colon: user_id:token.
    private static string Normalize(string column) =>
        string.Concat(column.Split(':')[0].Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
