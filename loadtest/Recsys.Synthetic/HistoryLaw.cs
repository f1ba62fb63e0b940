using Recsys.Pipeline.Interactions;

namespace Recsys.Synthetic;

/// <summary>
/// What customers do: each likes a few clusters and comes back in visits, most of them to one of these, and takes
/// products there by a Zipf law of popularity; some of what is looked at is put into the cart, some of that bought.
/// </summary>
internal sealed class HistoryLaw(SyntheticShape shape, ProductSpace space)
{
    /// <summary>Fewest and most interactions of a customer.</summary>
    public const int Fewest = 5, Most = 60;

    /// <summary>Days before the shop's present that histories begin.</summary>
    public const int Days = 150;

    private const double MeanBeyondFewest = 10;
    private const int MostLiked = 4;
    private const int DaySeconds = 24 * 60 * 60;

    private static readonly string[] Names =
        ["DE", "US", "GB", "FR", "NL", "AT", "IT", "ES", "PL", "CH", "CA", "JP"];

    private static readonly ZipfTable CountryLaw = new(Names.Length, 0.9);

    /// <summary>Countries of customers.</summary>
    public static IReadOnlyList<string> Countries => Names;

    /// <summary>A customer's country, as its place among <see cref="Countries"/>.</summary>
    public int CountryOf(int customer) =>
        CountryLaw.At(new Draw(shape.Seed, DrawOf.Customer, customer).Unit());

    /// <summary>How many interactions a customer has.</summary>
    public int CountOf(int customer) => Length(new Draw(shape.Seed, DrawOf.History, customer).Unit());

    /// <summary>Draws all interactions of a customer, not in the order of time.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="events">As long as <see cref="CountOf"/> says.</param>
    public void Fill(int customer, Span<DrawnEvent> events)
    {
        var draw = new Draw(shape.Seed, DrawOf.History, customer);
        draw.Unit();
        Span<int> liked = stackalloc int[1 + draw.Below(MostLiked)];
        foreach (ref int cluster in liked) cluster = space.ClusterAt(draw.Unit());
        int count = 0;
        while (count < events.Length)
        {
            // Visits grow more frequent towards the present.
            double ago = Math.Pow(draw.Unit(), 1.5);
            int second = (int)((1 - ago) * (Days * DaySeconds - DaySeconds));
            int cluster = draw.Unit() < 0.9 ? liked[draw.Below(liked.Length)] : space.ClusterAt(draw.Unit());
            int products = 1 + draw.Below(5);
            for (int i = 0; i < products && count < events.Length; i++)
                Visit(ref draw, PickFrom(ref draw, cluster), ref second, events, ref count);
        }
    }

    private static int Length(double unit) =>
        Math.Min(Most, Fewest + (int)(-MeanBeyondFewest * Math.Log(1 - unit)));

    private static void Visit(ref Draw draw, int product, ref int second, Span<DrawnEvent> events, ref int count)
    {
        Add(events, ref count, product, second += 20 + draw.Below(160),
            draw.Unit() < 0.3 ? InteractionType.Click : InteractionType.View);
        if (draw.Unit() > 0.25) return;
        Add(events, ref count, product, second += 5 + draw.Below(60), InteractionType.AddToCart);
        if (draw.Unit() > 0.5) return;
        Add(events, ref count, product, second += 60 + draw.Below(600), InteractionType.Purchase);
        if (draw.Unit() > 0.1) return;
        Add(events, ref count, product, second + 3600, InteractionType.Rating);
    }

    private static void Add(
        Span<DrawnEvent> events, ref int count, int product, int second, InteractionType type)
    {
        if (count < events.Length) events[count++] = new DrawnEvent(product, second, type);
    }

    // A cluster of no products happens in the smallest shops.
    private int PickFrom(ref Draw draw, int cluster)
    {
        int start = space.Starts[cluster], length = space.Starts[cluster + 1] - start;
        return length > 0 ? space.Members[start + draw.Zipf(length)] : draw.Below(space.Products);
    }
}
