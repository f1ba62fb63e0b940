namespace Recsys.Pipeline.Features.Online;

/// <summary>
/// Who or what has features. Values are stored with the layouts of records and must not be renumbered.
/// </summary>
public enum OnlineEntity : byte
{
    /// <summary>A customer, by id.</summary>
    Customer = 1,
    /// <summary>A session, anonymous or not, by id.</summary>
    Session = 2,
    /// <summary>A product, by catalogue row.</summary>
    Product = 3,
}
