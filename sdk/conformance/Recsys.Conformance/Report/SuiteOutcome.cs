namespace Recsys.Conformance.Report;

/// <summary>One SDK's outcomes.</summary>
/// <param name="Name">The SDK.</param>
/// <param name="Language">What it runs on, as its runner says.</param>
/// <param name="Cases">Outcomes in the order of the cases; fewer where the runner could not be started.</param>
internal sealed record SuiteOutcome(string Name, string Language, IReadOnlyList<CaseOutcome> Cases)
{
    public int Count(Verdict verdict) => Cases.Count(one => one.Verdict == verdict);
}
