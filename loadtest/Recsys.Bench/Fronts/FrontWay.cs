using System.Net;

namespace Recsys.Bench.Fronts;

/// <summary>One call by one way: how its requests are made, and what a good answer is.</summary>
/// <param name="Call">The method.</param>
/// <param name="Way">The front and the version of HTTP.</param>
/// <param name="Version">The version of HTTP.</param>
/// <param name="Requests">Requests to send in turn: path, and body or null.</param>
/// <param name="ContentType">Of the bodies.</param>
/// <param name="IsGood">Whether an answer with this body succeeded.</param>
internal sealed record FrontWay(
    string Call, string Way, Version Version, IReadOnlyList<(string Path, byte[]? Body)> Requests, string ContentType,
    Func<HttpResponseMessage, byte[], bool> IsGood)
{
    /// <summary>The request of a number; they repeat.</summary>
    public HttpRequestMessage Request(int number)
    {
        var (path, body) = Requests[number % Requests.Count];
        var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path)
        {
            Version = Version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("content-type", ContentType);
        }
        if (Version == HttpVersion.Version20) request.Headers.TryAddWithoutValidation("te", "trailers");
        return request;
    }
}
