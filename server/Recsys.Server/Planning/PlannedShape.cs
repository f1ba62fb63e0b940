using System.Globalization;

namespace Recsys.Server.Planning;

/// <summary>The size of a shop and of its models, as far as memory depends on it.</summary>
public sealed record PlannedShape
{
    private const long MostProducts = 100_000_000, MostCustomers = 1_000_000_000;

    /// <summary>Products of the catalogue, 0–100,000,000.</summary>
    public required long Products { get; init; }

    /// <summary>Customers with a record or a history, 0–1,000,000,000.</summary>
    public required long Customers { get; init; }

    /// <summary>
    /// Histories that are kept, of customers and of visits in which something happened; by default one of each
    /// customer.
    /// </summary>
    public required long Histories { get; init; }

    /// <summary>Dimensions of the towers' vectors, 4–1,024.</summary>
    public long Dimension { get; init; } = 64;

    /// <summary>Dimensions of the ranker's embeddings, 4–1,024.</summary>
    public long Ranker { get; init; } = 64;

    /// <summary>Neighbours that the item-to-item table keeps of a product, on average, 0–1,000.</summary>
    public long Neighbors { get; init; } = 8;

    /// <summary>Bytes of a product's id, title and other texts, 1–100,000.</summary>
    public long Text { get; init; } = 40;

    /// <summary>Words of a product's title, 0–64.</summary>
    public long Words { get; init; } = 6;

    /// <summary>Products in a hundred that somebody did something with, 0–100.</summary>
    public long ActivePercent { get; init; } = 100;

    /// <summary>The server's <c>--memory-mib</c>, 16–1,048,576.</summary>
    public long MemoryMib { get; init; } = 512;

    /// <summary>Reads <c>products=5142585 customers=615599 dimension=64</c>, and what else there is.</summary>
    /// <param name="settings">Each a name and a number.</param>
    /// <exception cref="ArgumentException">One is wrong or missing; the message names it and says what is
    /// right.</exception>
    public static PlannedShape Parse(IEnumerable<string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var given = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string setting in settings)
        {
            string[] parts = setting.Split('=');
            if (parts.Length != 2 || !Fields.TryGetValue(parts[0], out var range))
                throw new ArgumentException(
                    $"'{setting}' is none of what a plan is made of: {string.Join(", ", Fields.Keys)}, each as "
                    + "NAME=NUMBER.");
            if (!long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                || value < range.Least || value > range.Most)
                throw new ArgumentException(
                    $"{parts[0]} is '{parts[1]}'; give a whole number from {range.Least} to {range.Most}.",
                    nameof(settings));
            if (!given.TryAdd(parts[0], value))
                throw new ArgumentException($"{parts[0]} is given twice; give it once.");
        }
        foreach (string required in (string[])["products", "customers"])
            if (!given.ContainsKey(required))
                throw new ArgumentException($"{required} is missing; give {required}=NUMBER.");
        return Of(given);
    }

    private static readonly Dictionary<string, (long Least, long Most)> Fields = new(StringComparer.Ordinal)
    {
        ["products"] = (0, MostProducts),
        ["customers"] = (0, MostCustomers),
        ["histories"] = (0, MostCustomers),
        ["dimension"] = (4, 1024),
        ["ranker"] = (4, 1024),
        ["neighbors"] = (0, 1000),
        ["text"] = (1, 100_000),
        ["words"] = (0, 64),
        ["active_percent"] = (0, 100),
        ["memory_mib"] = (16, 1 << 20),
    };

    private static PlannedShape Of(Dictionary<string, long> given)
    {
        var shape = new PlannedShape
        {
            Products = given["products"],
            Customers = given["customers"],
            Histories = given.GetValueOrDefault("histories", given["customers"]),
        };
        return shape with
        {
            Dimension = given.GetValueOrDefault("dimension", shape.Dimension),
            Ranker = given.GetValueOrDefault("ranker", shape.Ranker),
            Neighbors = given.GetValueOrDefault("neighbors", shape.Neighbors),
            Text = given.GetValueOrDefault("text", shape.Text),
            Words = given.GetValueOrDefault("words", shape.Words),
            ActivePercent = given.GetValueOrDefault("active_percent", shape.ActivePercent),
            MemoryMib = given.GetValueOrDefault("memory_mib", shape.MemoryMib),
        };
    }
}
