using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Server.Services.Validation;
using Recsys.Storage;

namespace Recsys.Server.Services.Features;

/// <summary>
/// Features of the store as answers have them: products by id, keys by name, decayed counts as of a time.
/// </summary>
internal sealed class FeatureMapping(RecsysStore store, long nowMs)
{
    /// <summary>Most products of a set that an answer names, so that it stays well below what clients take.</summary>
    public const int MostProducts = 1000;

    private readonly ProductColumns _products = store.Products.Columns;

    /// <summary>Writes features, in their order; nothing where there are none.</summary>
    public void Write(OnlineFeatureSet? from, RepeatedField<V1.Feature> to)
    {
        if (from is null) return;
        foreach (var value in from.Values) to.Add(Write(value));
    }

    /// <summary>Writes how features are declared.</summary>
    public static void WriteDefinitions(IReadOnlyList<OnlineFeature> from, RepeatedField<V1.FeatureDefinition> to)
    {
        foreach (var feature in from)
        {
            var definition = new V1.FeatureDefinition
            {
                Name = feature.Name,
                Kind = (V1.FeatureKind)feature.Kind,
                Input = (V1.FeatureInput)feature.Input,
                Limit = feature.Limit,
                DefaultNumber = feature.Default,
                Description = feature.Meaning,
            };
            foreach (var type in feature.Types) definition.InteractionTypes.Add((V1.InteractionType)type);
            foreach (var life in feature.HalfLives) definition.HalfLives.Add(Duration.FromTimeSpan(life));
            to.Add(definition);
        }
    }

    private V1.Feature Write(OnlineFeatureValue from)
    {
        var feature = new V1.Feature { Name = from.Feature.Name, Kind = (V1.FeatureKind)from.Feature.Kind };
        switch (from.Feature.Kind)
        {
            case OnlineFeatureKind.Count or OnlineFeatureKind.Sum or OnlineFeatureKind.Ratio:
                feature.Number = from.Number;
                break;
            case OnlineFeatureKind.EarliestTime or OnlineFeatureKind.LatestTime:
                feature.Time = Times.ToTimestamp(from.TimeMs);
                break;
            case OnlineFeatureKind.LatestText when from.Text.Length > 0:
                feature.Text = new V1.FeatureText { Text = from.Text, Time = Times.ToTimestamp(from.TimeMs) };
                break;
            case OnlineFeatureKind.DecayedCount when from.TimeMs > 0:
                feature.DecayedCounts = Decayed(from);
                break;
            case OnlineFeatureKind.LogMoments when from.Numbers[0] > 0:
                feature.Range = Range(from);
                break;
            case OnlineFeatureKind.KeyCounts when from.Counts.Count > 0:
                feature.Counts = Counts(from);
                break;
            case OnlineFeatureKind.RecentEvents when from.Events.Count > 0:
                feature.Events = Events(from);
                break;
            case OnlineFeatureKind.RowSet when from.Rows.Count > 0:
                feature.Products = Products(from);
                break;
        }
        return feature;
    }

    private V1.DecayedCounts Decayed(OnlineFeatureValue from)
    {
        var decayed = new V1.DecayedCounts { LastTime = Times.ToTimestamp(from.TimeMs) };
        for (int i = 0; i < from.Numbers.Count; i++)
        {
            decayed.Counts.Add(new V1.DecayedCount
            {
                HalfLife = Duration.FromTimeSpan(from.Feature.HalfLives[i]),
                Value = from.DecayedAt(i, nowMs),
            });
        }
        return decayed;
    }

    private static V1.FeatureRange Range(OnlineFeatureValue from) => new()
    {
        Mean = Math.Exp(from.MeanLog),
        Low = Math.Exp(from.MeanLog - from.LogSpread),
        High = Math.Exp(from.MeanLog + from.LogSpread),
        Count = (long)from.Numbers[0],
    };

    private V1.FeatureCounts Counts(OnlineFeatureValue from)
    {
        var counts = new V1.FeatureCounts();
        foreach (var one in from.Counts)
        {
            counts.Counts.Add(new V1.FeatureCount
            {
                Key = from.Feature.Input == OnlineInput.Type
                    ? NameOf((InteractionType)one.Key)
                    : store.Features.NameOf(one.Key),
                Count = one.Count,
                LastTime = Times.ToTimestamp(one.LastTimeMs),
            });
        }
        return counts;
    }

    private V1.FeatureEvents Events(OnlineFeatureValue from)
    {
        var events = new V1.FeatureEvents();
        for (int i = from.Events.Count - 1; i >= 0; i--)
        {
            var item = from.Events[i];
            events.Events.Add(new V1.FeatureEvent
            {
                ProductId = IdOf(item.ProductRow),
                Type = (V1.InteractionType)item.Type,
                EventTime = Times.ToTimestamp(item.TimeMs),
                Price = item.Price,
                Quantity = item.Quantity,
            });
        }
        return events;
    }

    private V1.FeatureProducts Products(OnlineFeatureValue from)
    {
        var products = new V1.FeatureProducts { TotalCount = from.Rows.Count };
        for (int i = 0; i < Math.Min(from.Rows.Count, MostProducts); i++) products.ProductIds.Add(IdOf(from.Rows[i]));
        return products;
    }

    // A row keeps its product for ever, also when that is deleted.
    private string IdOf(int row) => _products.IdOf(row);

    private static string NameOf(InteractionType type) => type switch
    {
        InteractionType.View => "view",
        InteractionType.Click => "click",
        InteractionType.AddToCart => "add_to_cart",
        InteractionType.Purchase => "purchase",
        InteractionType.Rating => "rating",
        _ => "",
    };
}
