namespace Recsys.Pipeline;

/// <summary>The stages of a request, in their order.</summary>
public enum Stage : byte
{
    /// <summary>Reads what is known of the user.</summary>
    Hydrate = 0,
    /// <summary>Finds candidates.</summary>
    Retrieve = 1,
    /// <summary>Removes what must not be shown.</summary>
    Filter = 2,
    /// <summary>Ranks what is left.</summary>
    Score = 3,
    /// <summary>Chooses the page.</summary>
    Order = 4,
}
