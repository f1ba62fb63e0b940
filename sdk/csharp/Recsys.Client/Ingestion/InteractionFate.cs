namespace Recsys.Client.Ingestion;

/// <summary>What became of an interaction that was added to an <see cref="InteractionStream"/>.</summary>
public enum InteractionFate
{
    /// <summary>Durable, and taken into account by the next request.</summary>
    Accepted,

    /// <summary>One of the same id was accepted before; nothing was counted twice.</summary>
    Duplicate,

    /// <summary>Not stored; the receipt says why.</summary>
    Rejected,

    /// <summary>
    /// Its batch is durable, but the connection broke before the acknowledgement arrived: accepted or duplicate, or
    /// rejected for a reason that was lost.
    /// </summary>
    Settled,
}
