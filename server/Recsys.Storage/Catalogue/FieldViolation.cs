namespace Recsys.Storage.Catalogue;

/// <summary>What is wrong with one field and how to put it right.</summary>
/// <param name="Field">The field, in lower snake case.</param>
/// <param name="Problem">For example "is longer than 128 characters".</param>
public sealed record FieldViolation(string Field, string Problem);
