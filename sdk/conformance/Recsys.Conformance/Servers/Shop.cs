using System.Globalization;
using System.Text;

namespace Recsys.Conformance.Servers;

/// <summary>
/// The purchases of a small made-up shop, the same every time: customers c001… who each like two of six kinds of
/// products p001…, over one spring. Ids that are awkward to carry are among them.
/// </summary>
internal static class Shop
{
    public const int Customers = 240, Products = 180;

    private const int Seed = 20260401, VisitsEach = 6, LinesEach = 5;

    private static readonly string[] Kinds = ["mug", "lamp", "scarf", "notebook", "candle", "puzzle"];
    private static readonly string[] Looks = ["red", "blue", "green", "striped", "plain"];
    private static readonly string[] Countries = ["Denmark", "France", "Japan"];
    private static readonly DateTime Start = new(2026, 4, 1, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>The purchases as CSV with a header, as shop/mapping.json names the columns.</summary>
    public static string ToCsv()
    {
        var random = new Random(Seed);
        var csv = new StringBuilder("customer,product,visit,time,quantity,price,country,title\n");
        for (int visit = 0; visit < VisitsEach; visit++)
        {
            for (int customer = 0; customer < Customers; customer++)
            {
                var time = Start.AddDays(visit * 9).AddMinutes(customer * 3);
                for (int line = 0; line < LinesEach; line++) AddLine(csv, random, customer, visit, line, time);
            }
        }
        return csv.ToString();
    }

    private static void AddLine(StringBuilder csv, Random random, int customer, int visit, int line, DateTime time)
    {
        // Mostly of the customer's first kind, then of the second, seldom of any.
        int kind = random.Next(10) switch
        {
            < 6 => customer % Kinds.Length,
            < 9 => (customer / Kinds.Length + 1) % Kinds.Length,
            _ => random.Next(Kinds.Length),
        };
        int product = (kind + (Kinds.Length * random.Next(Products / Kinds.Length))) + 1;
        string price = (2 + (product % 17)).ToString(CultureInfo.InvariantCulture);
        csv.Append(CultureInfo.InvariantCulture, $"c{customer + 1:D3},p{product:D3},v{visit}-{customer},")
            .Append(time.AddSeconds(line).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
            .Append(CultureInfo.InvariantCulture, $",{1 + random.Next(3)},{price}.50,")
            .Append(Countries[customer % Countries.Length]).Append(',')
            .Append(Looks[product % Looks.Length]).Append(' ').Append(Kinds[(product - 1) % Kinds.Length])
            .Append(CultureInfo.InvariantCulture, $" no {product}\n");
    }
}
