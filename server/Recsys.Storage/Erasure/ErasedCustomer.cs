namespace Recsys.Storage.Erasure;

/// <summary>One erasure.</summary>
/// <param name="Position">Journal position of its record: what lies before is erased, what lies behind is not.</param>
/// <param name="Version">Version the customer's record had got to; one made later goes on from here.</param>
internal readonly record struct ErasedCustomer(long Position, long Version);
