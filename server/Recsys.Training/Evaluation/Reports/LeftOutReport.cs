namespace Recsys.Training.Evaluation;

/// <summary>Test interactions that are no task, by the first reason that applies.</summary>
/// <param name="Interactions">Test interactions in all.</param>
/// <param name="UnknownCustomers">Test customers whom training has not seen.</param>
/// <param name="UnknownProducts">Test products that training has not seen.</param>
/// <param name="OfUnknownCustomers">Interactions of those customers.</param>
/// <param name="OfUnknownProducts">Interactions of known customers with those products.</param>
/// <param name="OfKnownProducts">Interactions with products of the customer's own training history, where repeats do
/// not count.</param>
public sealed record LeftOutReport(
    int Interactions, int UnknownCustomers, int UnknownProducts, int OfUnknownCustomers, int OfUnknownProducts,
    int OfKnownProducts);
