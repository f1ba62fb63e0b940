using Recsys.Storage.Records;

namespace Recsys.Storage.Catalogue;

/// <summary>What the store must know of a kind of record: its rules, its bytes and its keys.</summary>
internal abstract class EntityKind<T>
{
    /// <summary>First byte of its keys in the state.</summary>
    public abstract byte StateKey { get; }

    /// <summary>Its journal record: id, head, payload. A delete is the same record with the head saying so.</summary>
    public abstract RecordKind Record { get; }

    public abstract string IdOf(T value);

    /// <summary>The first thing wrong with a record, or null.</summary>
    public abstract FieldViolation? Violation(T value);

    public abstract void WritePayload(RecordBuffer to, T value);

    public abstract T Read(string id, in EntityHead head, ref RecordReader payload);

    public abstract T WithTimes(T value, long createdMs, long updatedMs);
}
