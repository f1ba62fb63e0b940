namespace Recsys.Bench.Allocations;

/// <summary>What one kind of call costs the server.</summary>
/// <param name="Call">The method.</param>
/// <param name="Candidates">Candidates it recommends from; 0 where that means nothing.</param>
/// <param name="BytesPerCall">Bytes the process allocated on .NET's heap for a call, the gRPC layer included: the
/// median of twenty rounds.</param>
/// <param name="CpuMicroseconds">Processor time of the process for a call without the client's, in
/// microseconds.</param>
/// <param name="AnswerBytes">Mean length of an answer's message in bytes.</param>
public sealed record AllocationResult(
    string Call, int Candidates, double BytesPerCall, double CpuMicroseconds, double AnswerBytes);
