namespace Recsys.Storage.Writing;

/// <summary>Writes nothing; wakes the writer, which cuts the journal before its next group.</summary>
internal sealed class RetentionMutation : Mutation
{
    public override bool Prepare(WriteGroup group) => true;

    public override void Succeed(long durablePosition)
    {
    }

    public override void Fail(Exception error)
    {
    }
}
