using Recsys.Storage.State;

namespace Recsys.Storage;

/// <summary>How much memory a store takes, from its size alone.</summary>
public static class StoragePlan
{
    // FASTER finds a bucket of seven keys for each in its index, or one more behind it; a quarter of them stay empty.
    private const int KeysOfBucket = 5;

    // Records as they lie in the log: header, key and head, and of features what an ordinary history holds.
    private const int CatalogueRecordBytes = 96, HistoryRecordBytes = 480;

    private const int PageBits = 20, DuplicateBytes = 34 << 20, IdBytesEach = 48;

    /// <summary>Bytes of the hash indexes and of the logs' pages that are in memory.</summary>
    /// <param name="memoryBytes"><see cref="StorageOptions.MemoryBytes"/>.</param>
    /// <param name="products">Products in the catalogue, each with features of its own.</param>
    /// <param name="customers">Customers with a record.</param>
    /// <param name="histories">Histories of customers and visits.</param>
    /// <param name="textBytes">Texts of a product.</param>
    public static long StateBytes(
        long memoryBytes, long products, long customers, long histories, long textBytes) =>
        Of(memoryBytes / 4, products + customers, CatalogueRecordBytes + textBytes * products
            / Math.Max(products + customers, 1))
        + Of(memoryBytes / 4 * 3, products + histories, HistoryRecordBytes);

    /// <summary>Bytes of the ids that are kept in order, and of the latest interactions' ids.</summary>
    /// <param name="count">Products and customers.</param>
    public static long IdBytes(long count) => DuplicateBytes + count * IdBytesEach;

    private static long Of(long memoryBytes, long keys, long recordBytes)
    {
        var memory = new StateMemory(memoryBytes, PageBits);
        long index = Math.Max(memory.Buckets, keys / KeysOfBucket) * StateMemory.BucketBytes;
        return index + Math.Min(1L << memory.LogBits, keys * recordBytes);
    }
}
