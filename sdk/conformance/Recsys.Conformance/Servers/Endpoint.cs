using System.Text.Json.Nodes;

namespace Recsys.Conformance.Servers;

/// <summary>Where a runner calls, and as whom.</summary>
/// <param name="Address">The server or a proxy before it.</param>
/// <param name="ApiKey">The key it sends; empty for none.</param>
/// <param name="CaFile">The authority it trusts besides the system's; empty for none.</param>
internal sealed record Endpoint(Uri Address, string ApiKey = "", string CaFile = "")
{
    /// <summary>As runners read it.</summary>
    public JsonObject ToJson() => new()
    {
        ["address"] = Address.ToString().TrimEnd('/'),
        ["api_key"] = ApiKey,
        ["ca_file"] = CaFile,
    };
}
