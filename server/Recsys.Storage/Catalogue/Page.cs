namespace Recsys.Storage.Catalogue;

/// <summary>One page of a listing in the order of ids.</summary>
/// <typeparam name="T">Product or customer.</typeparam>
/// <param name="Items">The records, at most as many as asked for.</param>
/// <param name="NextAfterId">What to pass on as <c>afterId</c> for the next page; empty when this is the last.</param>
/// <param name="TotalCount">Records there are in all.</param>
public sealed record Page<T>(IReadOnlyList<Stored<T>> Items, string NextAfterId, long TotalCount);
