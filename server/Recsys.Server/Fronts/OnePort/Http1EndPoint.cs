using System.Net;

namespace Recsys.Server.Fronts.OnePort;

/// <summary>
/// An endpoint that nothing can connect to: Kestrel builds a pipeline of HTTP/1.1 for it, and connections of the real
/// one that do not begin with HTTP/2 are handed to that pipeline.
/// </summary>
internal sealed class Http1EndPoint : EndPoint
{
    private const string Name = "http1-on-the-same-port";

    /// <summary>Whether an address that Kestrel tells of is not this endpoint's.</summary>
    public static bool IsAnother(string address) => !address.EndsWith(Name, StringComparison.Ordinal);

    public override string ToString() => Name;
}
