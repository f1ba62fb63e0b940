namespace Recsys.Server.Services.Catalogue;

/// <summary>
/// Which listing a page token belongs to. Values are in tokens, below 128, and must not be renumbered.
/// </summary>
internal enum PageKind : byte
{
    Products = 1,
    Customers = 2,
    Models = 3,
    HeldOutCustomers = 4,
    TrainingRuns = 5,
}
