using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Standard.Rpc;
using RpcStatus = Recsys.Standard.Rpc.Status;

namespace Recsys.Server.Tests.Testing;

/// <summary>What a browser makes of a gRPC-Web answer: messages, and trailers wherever they came.</summary>
internal sealed record WebReply(
    HttpStatusCode Http, string? ContentType, IReadOnlyList<byte[]> Messages,
    IReadOnlyDictionary<string, string> Trailers)
{
    public StatusCode Code => (StatusCode)int.Parse(Trailers["grpc-status"], CultureInfo.InvariantCulture);

    public string Reason => Details.Details.Single(any => any.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Reason;

    public RpcStatus Details
    {
        get
        {
            string text = Trailers[RpcErrors.DetailsTrailer];
            var status = RpcStatus.Parser.ParseFrom(
                Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')));
            Assert.Equal((int)Code, status.Code);
            Assert.Equal(Uri.UnescapeDataString(Trailers["grpc-message"]), status.Message);
            return status;
        }
    }

    /// <summary>Texts of the probe's messages.</summary>
    public IEnumerable<string> Texts => Messages.Select(bytes => ProbeResponse.Parser.ParseFrom(bytes).Text);

    public static async Task<WebReply> ReadAsync(HttpResponseMessage answer)
    {
        string? type = answer.Content.Headers.ContentType?.MediaType;
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        if (type is "application/grpc-web-text+proto") body = Unpad(body);
        var trailers = answer.Headers
            .Where(header => header.Key.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.Single());
        var messages = new List<byte[]>();
        for (int at = 0; at < body.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at + 1));
            byte[] content = body[(at + 5)..(at + 5 + length)];
            if (body[at] == 0) messages.Add(content);
            else Add(trailers, body[at], Encoding.ASCII.GetString(content));
            at += 5 + length;
        }
        return new WebReply(answer.StatusCode, type, messages, trailers);
    }

    // Base64 of one or several chunks, each padded by itself.
    private static byte[] Unpad(byte[] text) => [.. Encoding.ASCII.GetString(text).Chunk(4)
        .SelectMany(group => Convert.FromBase64String(new string(group)))];

    private static void Add(Dictionary<string, string> trailers, byte mark, string lines)
    {
        Assert.Equal(0x80, mark);
        Assert.DoesNotContain("grpc-status", trailers.Keys);
        foreach (string line in lines.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = line.IndexOf(':');
            trailers.Add(line[..colon], line[(colon + 1)..]);
        }
    }
}
