using System.Globalization;
using Recsys.Pipeline.Interactions;

namespace Recsys.Bench.Durability;

/// <summary>
/// What each client writes, made from seed, client and number alone: nothing needs to be remembered to know later what
/// an interaction was. The client after the last is the one that erases customers. Some interactions are wrong on
/// purpose (their product does not exist) and must be rejected.
/// </summary>
internal sealed class InteractionPlan(DurabilityOptions options, long startMs)
{
    /// <summary>Interactions of one customer of the client that erases.</summary>
    public const int ErasedLength = 20;

    private const int SessionLength = 40;
    private const long HourMs = 3_600_000;
    private static readonly string[] Countries = ["", "DE", "FR", "GB", "Österreich"];

    public static string CustomerId(int number) => string.Create(CultureInfo.InvariantCulture, $"u{number}");

    public static string ProductId(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number}");

    /// <summary>The interaction of a client with a number.</summary>
    public Interaction At(int client, int number)
    {
        var dice = new Dice(options.Seed, client, number);
        int who = dice.Next(100);
        bool erases = client == options.Clients;
        // A session is mostly one customer's; now and then another one is seen in it.
        var visitor = new Dice(options.Seed + 2, client, dice.Next(20) == 0 ? ~number : number / SessionLength);
        // The square makes low numbers frequent, so that some histories overflow and many stay short.
        double zipf = visitor.NextUnit() * visitor.NextUnit();
        var type = dice.Next(100) switch
        {
            < 55 => InteractionType.View,
            < 70 => InteractionType.Click,
            < 82 => InteractionType.AddToCart,
            < 95 => InteractionType.Purchase,
            _ => InteractionType.Rating,
        };
        return new Interaction
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{client}-{number}"),
            CustomerId = erases ? ErasedId(number)
                : who < 85 ? CustomerId((int)(zipf * options.Customers)) : "",
            SessionId = erases ? ErasedSession(ErasedId(number)) : who >= 50 ? SessionId(client, number) : "",
            ProductId = IsValid(client, number)
                ? ProductId(dice.Next(options.Products))
                : string.Create(CultureInfo.InvariantCulture, $"nowhere{number}"),
            Type = type,
            // Mostly in order, sometimes late by up to an hour.
            TimeMs = startMs + (number * 50L) - (dice.Next(10) == 0 ? dice.Next((int)HourMs) : 0),
            Value = type == InteractionType.Rating ? 1 + dice.Next(5) : 0,
            Quantity = type == InteractionType.Purchase ? 1 + dice.Next(4) : 0,
            // Quarters are exact as float and double, so sums are too.
            Price = type == InteractionType.Purchase ? dice.Next(4_000) * 0.25f : 0,
            DwellMs = type == InteractionType.View ? dice.Next(60_000) : 0,
            Country = Countries[dice.Next(Countries.Length)],
        };
    }

    /// <summary>Whether the server is to take it.</summary>
    public bool IsValid(int client, int number) => new Dice(options.Seed + 1, client, number).Next(200) != 0;

    /// <summary>Reads client and number back from an id.</summary>
    public static bool TryParse(string id, out int client, out int number)
    {
        number = 0;
        int dash = id.IndexOf('-', StringComparison.Ordinal);
        var culture = CultureInfo.InvariantCulture;
        return int.TryParse(id.AsSpan(0, Math.Max(dash, 0)), NumberStyles.None, culture, out client)
            && int.TryParse(id.AsSpan(dash + 1), NumberStyles.None, culture, out number);
    }

    /// <summary>The one session of a customer who is erased.</summary>
    public static string ErasedSession(string customer) => "s" + customer;

    private static string ErasedId(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"e{number / ErasedLength}");

    private static string SessionId(int client, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"s{client}-{number / SessionLength}");
}
