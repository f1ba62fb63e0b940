namespace Recsys.Conformance.Report;

/// <summary>What became of a case.</summary>
internal enum Verdict
{
    /// <summary>All it expects holds.</summary>
    Passed,

    /// <summary>Something does not.</summary>
    Failed,

    /// <summary>The platform cannot do it, such as client streams in browsers.</summary>
    Unsupported,
}
