namespace Recsys.Bench.Durability;

/// <summary>What a client knows of an interaction.</summary>
internal enum SendState : byte
{
    /// <summary>Never sent.</summary>
    None,
    /// <summary>Sent; what became of it is not known.</summary>
    Sent,
    /// <summary>The server said that it is durable.</summary>
    Acknowledged,
    /// <summary>The server said that it was not taken.</summary>
    Rejected,
}
