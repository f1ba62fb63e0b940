namespace Recsys.Storage.Interactions;

/// <summary>What became of one interaction.</summary>
/// <param name="Status">Accepted, duplicate or rejected.</param>
/// <param name="Reason">One of <see cref="RejectionReasons"/> when rejected; empty otherwise.</param>
public readonly record struct AppendOutcome(AppendStatus Status, string Reason)
{
    internal static AppendOutcome Accepted { get; } = new(AppendStatus.Accepted, "");

    internal static AppendOutcome Duplicate { get; } = new(AppendStatus.Duplicate, "");

    internal static AppendOutcome Rejected(string reason) => new(AppendStatus.Rejected, reason);
}
