using Recsys.Conformance.Cases;

namespace Recsys.Conformance.Report;

/// <summary>What became of one case with one SDK.</summary>
/// <param name="Case">The case's name.</param>
/// <param name="Verdict">Passed, failed or not for this platform.</param>
/// <param name="Detail">Why; empty where it passed.</param>
internal sealed record CaseOutcome(string Case, Verdict Verdict, string Detail)
{
    public static CaseOutcome Passed(ConformanceCase one) => new(one.Name, Verdict.Passed, "");

    public static CaseOutcome Failed(ConformanceCase one, string why) => new(one.Name, Verdict.Failed, why);

    public static CaseOutcome Unsupported(ConformanceCase one, string why) => new(one.Name, Verdict.Unsupported, why);
}
