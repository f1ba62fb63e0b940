using Recsys.Pipeline.Features.Online;
using Recsys.Storage.Erasure;
using Recsys.Storage.State;

namespace Recsys.Storage.Features;

/// <summary>
/// Where a session ends though its id goes on: when the customer last seen in it is erased, and when another customer
/// is seen in it. So a session is of one customer at most, and erasing them leaves nothing of it to read.
/// </summary>
internal sealed class SessionBounds(ErasedCustomers erased)
{
    /// <summary>Whether the customer of a session was erased since they were last seen in it.</summary>
    public bool IsErased(ReadOnlySpan<byte> session) =>
        erased.Count > 0 && erased.Covers(RecordHead.Owner(session), RecordHead.OwnerPosition(session));

    /// <summary>
    /// Whether a stored record can go: that of a session which nobody can read, and which the next interaction begins
    /// anew whether it is there or not.
    /// </summary>
    public bool IsOver(ReadOnlySpan<byte> key, ReadOnlySpan<byte> record) =>
        key[0] == StateKey.SessionHistory && IsErased(record);

    /// <summary>Whether an interaction begins its session anew; of other records it never does.</summary>
    public bool BeginsAnew(ReadOnlySpan<byte> record, in FeatureInput input)
    {
        if (input.Entity != OnlineEntity.Session) return false;
        if (IsErased(record)) return true;
        if (input.Owner == 0) return false;
        var owner = RecordHead.Owner(record);
        return owner != 0 && owner != input.Owner;
    }
}
