namespace Recsys.Pipeline.Features.Online;

/// <summary>
/// Names of the features that code asks for by name: those a <see cref="UserHistory"/> is made of, and the activity of
/// products. All others are named in the schema alone.
/// </summary>
public static class OnlineFeatureNames
{
    /// <summary>Number of interactions of a customer or session.</summary>
    public const string Interactions = "interactions";
    /// <summary>Number of purchases.</summary>
    public const string Purchases = "purchases";
    /// <summary>Sum of price × quantity over purchases.</summary>
    public const string Spend = "spend";
    /// <summary>Time of the earliest interaction.</summary>
    public const string FirstTime = "first_time";
    /// <summary>Time of the latest interaction.</summary>
    public const string LastTime = "last_time";
    /// <summary>Country of the latest interaction that named one.</summary>
    public const string Country = "country";
    /// <summary>The latest interactions.</summary>
    public const string RecentEvents = "recent_events";
    /// <summary>Products bought.</summary>
    public const string PurchasedProducts = "purchased_products";
    /// <summary>Views of a product, decayed.</summary>
    public const string RecentViews = "recent_views";
    /// <summary>Clicks on a product, decayed.</summary>
    public const string RecentClicks = "recent_clicks";
    /// <summary>Times a product was put into a cart, decayed.</summary>
    public const string RecentCarts = "recent_carts";
    /// <summary>Purchases of a product, decayed.</summary>
    public const string RecentPurchases = "recent_purchases";
    /// <summary>Views of a product.</summary>
    public const string Views = "views";
    /// <summary>Time of the latest purchase of a product.</summary>
    public const string LastSold = "last_sold";
    /// <summary>Time of the latest view of a product.</summary>
    public const string LastViewed = "last_viewed";
    /// <summary>Purchases of a product over its views.</summary>
    public const string Conversion = "conversion";
}
