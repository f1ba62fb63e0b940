using Recsys.LoadTest.Arrivals;

namespace Recsys.LoadTest.Running;

/// <summary>What makes a step different from the others of its run.</summary>
/// <param name="Kind">What it is for, see <see cref="StepKinds"/>.</param>
/// <param name="CandidateCount">Candidates of each request.</param>
/// <param name="PageSize">Products of each request.</param>
/// <param name="Profile">Its arrivals; null in the closed loop and for recordings.</param>
/// <param name="Fraction">The part of the highest rate that they are; null where they are not given so.</param>
internal sealed record StepSetting(
    string Kind, int CandidateCount, int PageSize, ArrivalProfile? Profile, double? Fraction);
