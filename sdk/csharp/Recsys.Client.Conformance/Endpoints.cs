using System.Text.Json.Nodes;

namespace Recsys.Client.Conformance;

/// <summary>One client for each server, key, authority and number of attempts.</summary>
internal sealed class Endpoints : IDisposable
{
    private readonly Dictionary<RecsysClientOptions, RecsysClient> _clients = [];

    public RecsysClient For(JsonObject request)
    {
        var endpoint = request["endpoint"]!;
        var options = new RecsysClientOptions
        {
            Address = (string?)endpoint["address"],
            ApiKey = OrNull(endpoint["api_key"]),
            RootCertificatesFile = OrNull(endpoint["ca_file"]),
        };
        if ((int?)request["max_attempts"] is > 0 and var attempts) options.MaxAttempts = attempts;
        if (!_clients.TryGetValue(options, out var client))
            _clients.Add(options, client = RecsysClient.Connect(options));
        return client;
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values) client.Dispose();
    }

    private static string? OrNull(JsonNode? text) => (string?)text is { Length: > 0 } given ? given : null;
}
