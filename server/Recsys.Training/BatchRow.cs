namespace Recsys.Training;

/// <summary>A row of a batch that training failed on.</summary>
/// <param name="User">User of the table.</param>
/// <param name="Item">Item of the table; −1 where a row is a customer's whole sequence.</param>
/// <param name="Wrong">Its first feature that is no finite number; null where there is none.</param>
internal readonly record struct BatchRow(int User, int Item, string? Wrong = null);
