namespace Recsys.Site.Reference;

/// <summary>One value of <c>google.rpc.ErrorInfo.reason</c>.</summary>
/// <param name="Name">The value, in upper snake case.</param>
/// <param name="Status">The gRPC status it comes with.</param>
/// <param name="Meaning">When it comes, as Markdown.</param>
internal sealed record ErrorReason(string Name, string Status, string Meaning);
