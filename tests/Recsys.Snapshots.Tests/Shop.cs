using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.Tests;

/// <summary>A small catalogue and requests to it.</summary>
internal sealed class Shop
{
    public const long NowMs = 1_000L * 86_400_000;

    public Shop(params string[] titles)
    {
        foreach (string title in titles) Products.Upsert(new Product { Id = title.Split(' ')[0], Title = title });
    }

    public ProductColumns Products { get; } = new();

    public UserHistory User { get; } = new();

    public int Row(string id) => Products.TryGetRow(id, out int row) ? row : throw new ArgumentException($"No {id}.");

    public Shop Event(string id, InteractionType type = InteractionType.Purchase, double daysAgo = 1)
    {
        User.Apply(new HistoryEvent(Row(id), NowMs - (long)(daysAgo * 86_400_000), 1, 1, type));
        return this;
    }

    public RecommendationContext Context(
        string? anchor = null, bool excludePurchased = true, string country = "", params string[] excluded) => new()
        {
            Request = new RecommendationRequest
            {
                NowMs = NowMs,
                AnchorRow = anchor is null ? -1 : Row(anchor),
                ExcludePurchased = excludePurchased,
                ExcludedRows = excluded.Select(Row).ToHashSet(),
            },
            Snapshot = new PipelineSnapshot("test", new Dictionary<string, PipelineDefinition>()),
            Products = Products,
            User = User,
            Country = country,
        };

    /// <summary>A request of a session; minutes ago and product of each event.</summary>
    public RecommendationContext Session(params (string Id, double MinutesAgo, InteractionType Type)[] events) =>
        new()
        {
            Request = new RecommendationRequest
            {
                NowMs = NowMs,
                SessionEvents = [.. events.Select(one => new HistoryEvent(
                    Row(one.Id), NowMs - (long)(one.MinutesAgo * 60_000), 1, 1, one.Type))],
            },
            Snapshot = new PipelineSnapshot("test", new Dictionary<string, PipelineDefinition>()),
            Products = Products,
            User = User,
            Country = "",
        };

    /// <summary>Ids that a source finds, best first.</summary>
    public string[] Ask(ICandidateSource source, RecommendationContext context, int wanted = 10) =>
        [.. Scored(source, context, wanted).Select(found => found.Id)];

    public (string Id, float Score)[] Scored(ICandidateSource source, RecommendationContext context, int wanted = 10)
    {
        var rows = new int[wanted];
        var scores = new float[wanted];
        int count = source.Retrieve(context, rows, scores);
        return [.. Enumerable.Range(0, count).Select(i => (Products.IdOf(rows[i]), scores[i]))];
    }

    /// <summary>Model rows in the order of ids; an id may be one the catalogue does not have.</summary>
    public ModelRows Model(params string[] ids) => ModelRows.Map(ItemList.Of(ids), Products);
}
