using Google.Protobuf.Collections;

namespace Recsys.V1;

/// <summary>What every request for recommendations has in common. Fields are described in the contract.</summary>
public interface IRecommendationQuery
{
    /// <summary>The customer, or empty.</summary>
    string CustomerId { get; }

    /// <summary>The visit, or empty.</summary>
    string SessionId { get; }

    /// <summary>What the visitor just did, oldest first.</summary>
    RepeatedField<RecentEvent> RecentEvents { get; }

    /// <summary>Products to return; 0 for the default.</summary>
    int PageSize { get; }

    /// <summary>Candidates to retrieve; 0 for the default.</summary>
    int CandidateCount { get; }

    /// <summary>Conditions on products, or null.</summary>
    ProductFilter? Filter { get; }

    /// <summary>Products never to return.</summary>
    RepeatedField<string> ExcludeProductIds { get; }

    /// <summary>Whether <see cref="ExcludePurchased"/> was given.</summary>
    bool HasExcludePurchased { get; }

    /// <summary>Whether products that the customer bought are left out, where it was given.</summary>
    bool ExcludePurchased { get; }

    /// <summary>Where and when the answer will be shown, or null.</summary>
    RequestContext? Context { get; }

    /// <summary>How the page is chosen, or null.</summary>
    OrderingOptions? Ordering { get; }

    /// <summary>Pipeline to run; empty for the call's default.</summary>
    string Pipeline { get; }

    /// <summary>How much to tell.</summary>
    RecommendationView View { get; }

    /// <summary>Whether each recommendation carries its product.</summary>
    bool IncludeProducts { get; }

    /// <summary>Whether each recommendation carries its reasons.</summary>
    bool IncludeReasons { get; }

    /// <summary>Journal position the answer must reflect; 0 for none.</summary>
    long MinJournalPosition { get; }
}
