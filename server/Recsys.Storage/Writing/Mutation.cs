namespace Recsys.Storage.Writing;

/// <summary>One request to write. The writer calls, in this order: Prepare once, then Succeed or Fail.</summary>
internal abstract class Mutation
{
    /// <summary>Decides what becomes of the request and adds its records to the group.</summary>
    public abstract void Prepare(WriteGroup group);

    /// <summary>The group is durable and applied.</summary>
    public abstract void Succeed(long durablePosition);

    /// <summary>The group was dropped.</summary>
    public abstract void Fail(Exception error);
}
