namespace Recsys.Storage.Catalogue;

/// <summary>What became of a write.</summary>
public enum WriteOutcome
{
    /// <summary>The record was made.</summary>
    Created,
    /// <summary>The record was replaced.</summary>
    Updated,
    /// <summary>The record was deleted.</summary>
    Deleted,
    /// <summary>Nothing written: a record with this id exists.</summary>
    AlreadyExists,
    /// <summary>Nothing written: there is no such record.</summary>
    NotFound,
    /// <summary>Nothing written: the record changed since the given etag.</summary>
    EtagMismatch,
    /// <summary>Nothing written: a field is missing or out of its limits.</summary>
    Invalid,
}
