namespace Recsys.Storage.Writing;

/// <summary>
/// One request to write. The writer calls Prepare, for a large one once a group, then Succeed or Fail once.
/// </summary>
internal abstract class Mutation
{
    /// <summary>Decides what becomes of the request and adds its records to the group, until that is full.</summary>
    /// <returns>False when there is more for the next group.</returns>
    public abstract bool Prepare(WriteGroup group);

    /// <summary>All its groups are durable and applied.</summary>
    public abstract void Succeed(long durablePosition);

    /// <summary>Its last group was dropped; those before stay.</summary>
    public abstract void Fail(Exception error);
}
