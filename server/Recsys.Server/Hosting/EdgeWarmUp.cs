using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Recsys.Pipeline;
using Recsys.Server.Models;
using Recsys.Storage;

namespace Recsys.Server.Hosting;

/// <summary>
/// Calls the server over its own port before it says that it is ready: what stands before the pipeline, from the socket
/// to the answer's bytes, is compiled at its first uses, too.
/// </summary>
internal sealed class EdgeWarmUp(
    RecsysStore store, SnapshotHolder snapshots, ServerOptions options, ILogger<EdgeWarmUp> logger)
{
    private const int Customers = 64, Products = 64, PrefixBytes = 5;
    private const string Service = "/recsys.v1.RecommendationService/";

    /// <summary>Calls until no more code is compiled, or the time for it is over.</summary>
    /// <param name="address">Where the server listens.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task RunAsync(Uri address, CancellationToken cancellation)
    {
        if (snapshots.LiveVersion is null || store.Products.Columns.Count == 0 || options.WarmUpTime == TimeSpan.Zero)
            return;
        try
        {
            using var handler = new SocketsHttpHandler { UseProxy = false };
            // The server's own certificate is for its name, not for the address of this machine.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
            using var client = new HttpMessageInvoker(handler);
            var messages = await MessagesAsync(cancellation);
            if (messages.Count == 0) return;
            var pace = WarmUpPace.Of(options.WarmUpTime);
            while (pace.Next())
            {
                var (method, message) = messages[pace.Rounds % messages.Count];
                await CallAsync(client, new Uri(Reachable(address), Service + method), message, cancellation);
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            // Where the address cannot be reached from here, its first callers are served all the same.
            ServerLog.NotWarmedUp(logger, error.Message);
        }
    }

    private async Task<List<(string Method, byte[] Message)>> MessagesAsync(CancellationToken cancellation)
    {
        var customers = await store.Customers.ListAsync("", Customers, cancellation);
        var messages = new List<(string, byte[])>();
        foreach (var customer in customers.Items)
            messages.Add(("RecommendForUser", new V1.RecommendForUserRequest
            {
                CustomerId = customer.Value.Id,
            }.ToByteArray()));
        // By row: a listing would sort all products first.
        var products = store.Products.Columns;
        for (int row = 0; row < products.Count && messages.Count < customers.Items.Count + Products; row++)
            if (!products.At(row).Deleted)
                messages.Add(("SimilarProducts", new V1.SimilarProductsRequest
                {
                    ProductId = products.IdOf(row),
                }.ToByteArray()));
        return messages;
    }

    private async Task CallAsync(
        HttpMessageInvoker client, Uri address, byte[] message, CancellationToken cancellation)
    {
        byte[] frame = new byte[PrefixBytes + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, PrefixBytes);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation(
            "grpc-timeout", ((long)options.WarmUpTime.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "m");
        if (options.ApiKey is { } key) request.Headers.TryAddWithoutValidation("x-api-key", key);
        using var answer = await client.SendAsync(request, cancellation);
        await answer.Content.CopyToAsync(Stream.Null, cancellation);
    }

    // An address that stands for all of the machine's is reached by loopback.
    private static Uri Reachable(Uri address) => IPAddress.TryParse(address.DnsSafeHost, out var ip)
        ? ip.Equals(IPAddress.Any) ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri
            : ip.Equals(IPAddress.IPv6Any) ? new UriBuilder(address) { Host = "[::1]" }.Uri : address
        : address;
}
