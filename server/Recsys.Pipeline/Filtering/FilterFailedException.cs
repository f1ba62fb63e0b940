namespace Recsys.Pipeline.Filtering;

/// <summary>
/// A filter failed while a source asked it. Ends the request, unlike the failure of a source: what a rule forbids must
/// not be shown because the rule could not be asked.
/// </summary>
/// <param name="filter">Name of the filter.</param>
/// <param name="error">Why.</param>
public sealed class FilterFailedException(string filter, Exception error)
    : Exception($"The filter '{filter}' failed.", error);
