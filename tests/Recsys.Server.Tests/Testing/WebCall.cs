using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace Recsys.Server.Tests.Testing;

/// <summary>Calls by gRPC-Web, with whatever bytes a test likes.</summary>
internal static class WebCall
{
    public const string Binary = "application/grpc-web+proto";
    public const string Text = "application/grpc-web-text+proto";
    public const string ProbePath = "/recsys.server.tests.Probe/";

    /// <summary>The frame of a message.</summary>
    public static byte[] Frame(byte[] message, byte flags = 0)
    {
        byte[] frame = new byte[5 + message.Length];
        frame[0] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    public static byte[] ToText(byte[] body) => Encoding.ASCII.GetBytes(Convert.ToBase64String(body));

    /// <summary>A call of the probe's.</summary>
    public static async Task<WebReply> ProbeAsync(
        HttpClient client, string method, string text, string type = Binary, string version = "1.1")
    {
        byte[] frame = Frame(new ProbeRequest { Text = text }.ToByteArray());
        using var answer = await SendAsync(
            client, ProbePath + method, type.Contains("text", StringComparison.Ordinal) ? ToText(frame) : frame, type,
            version);
        return await WebReply.ReadAsync(answer);
    }

    /// <summary>Sends a body as it is, and returns when the answer's headers are there.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string path, byte[] body, string type = Binary, string version = "1.1",
        CancellationToken cancellation = default, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = new Version(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", type);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.Equal(new Version(version), answer.Version);
        return answer;
    }
}
