namespace Recsys.LoadTest;

/// <summary>One request of a load test.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="CandidateCount">Candidates to retrieve.</param>
/// <param name="PageSize">Products to return.</param>
/// <param name="WithStages">Whether the answer is to carry the server's own stage times.</param>
public readonly record struct LoadRequest(string CustomerId, int CandidateCount, int PageSize, bool WithStages);
