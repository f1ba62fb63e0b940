namespace Recsys.Storage;

/// <summary>Limits on what the store takes; each is checked before anything is written.</summary>
public static class StorageLimits
{
    /// <summary>Longest id of a product, customer, session or interaction, in UTF-16 characters.</summary>
    public const int IdLength = 128;

    /// <summary>Longest title, brand, display name or category, in characters.</summary>
    public const int ShortTextLength = 1024;

    /// <summary>Longest description or address of a picture, in characters.</summary>
    public const int LongTextLength = 32 * 1024;

    /// <summary>Longest name of a country, in UTF-8 bytes.</summary>
    public const int CountryBytes = 64;

    /// <summary>Longest attribution token of an interaction, in characters.</summary>
    public const int AttributionTokenLength = 512;

    /// <summary>Most categories of a product.</summary>
    public const int Categories = 64;

    /// <summary>Most countries a product names.</summary>
    public const int Countries = 300;

    /// <summary>Most free attributes of a record.</summary>
    public const int Attributes = 128;

    /// <summary>Longest name of an attribute, in characters.</summary>
    public const int AttributeNameLength = 128;

    /// <summary>Longest value of an attribute, in characters.</summary>
    public const int AttributeValueLength = 4096;

    /// <summary>Longest content embedding, in numbers.</summary>
    public const int EmbeddingLength = 4096;

    /// <summary>Largest stored record, in bytes.</summary>
    public const int RecordBytes = 256 * 1024;

    /// <summary>Most interactions in one append.</summary>
    public const int InteractionsPerAppend = 100_000;

    /// <summary>
    /// Streams of interactions whose last durable batch is remembered, those that wrote last; also after a restart.
    /// </summary>
    public const int RememberedStreams = 65_536;

    /// <summary>Most callers that wait for a journal position to be applied.</summary>
    public const int PositionWaiters = 16_384;

    /// <summary>Most records in one bulk upsert.</summary>
    public const int RecordsPerUpsert = 10_000;

    /// <summary>Most records on one page of a listing.</summary>
    public const int PageSize = 1000;

    /// <summary>Latest time taken, in milliseconds since 1970-01-01 UTC: the end of the year 9999.</summary>
    public const long LatestTimeMs = 253_402_300_799_999;
}
