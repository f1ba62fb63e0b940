namespace Recsys.Storage.Catalogue;

/// <summary>Ids of records that exist in ordinal order, for listings. Safe for any threads.</summary>
internal abstract class IdOrder
{
    /// <summary>How many there are.</summary>
    public abstract int Count { get; }

    /// <summary>The first ids after one, in order.</summary>
    public abstract List<string> After(string afterId, int count);
}
