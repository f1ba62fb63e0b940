namespace Recsys.Server.Services.Catalogue;

/// <summary>Which listing a page token belongs to. Values are in tokens and must not be renumbered.</summary>
internal enum PageKind : byte
{
    Products = 1,
    Customers = 2,
    Models = 3,
}
