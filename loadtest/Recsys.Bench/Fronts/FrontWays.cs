using System.Buffers.Binary;
using System.Net;
using System.Text;
using Google.Protobuf;
using Recsys.V1;

namespace Recsys.Bench.Fronts;

/// <summary>The calls that are compared and the ways to make them, native gRPC first.</summary>
internal static class FrontWays
{
    private const int HeaderLength = 5;
    private const string Protobuf = "application/grpc", Web = "application/grpc-web+proto";
    private const string WebText = "application/grpc-web-text+proto", Json = "application/json";

    /// <summary>A small answer: one product.</summary>
    public static IEnumerable<FrontWay> GetProduct(IReadOnlyList<string> products)
    {
        byte[][] frames = [.. products.Select(id => Frame(new GetProductRequest { ProductId = id }))];
        foreach (var way in Frames("GetProduct", "/recsys.v1.ProductService/GetProduct", frames)) yield return way;
        (string, byte[]?)[] gets =
            [.. products.Select(id => ($"/v1/products/{Uri.EscapeDataString(id)}", (byte[]?)null))];
        yield return Plain("GetProduct", "JSON GET, HTTP/1.1", HttpVersion.Version11, gets);
        yield return Plain("GetProduct", "JSON GET, HTTP/2", HttpVersion.Version20, gets);
    }

    /// <summary>A page of ten out of 500 candidates.</summary>
    public static IEnumerable<FrontWay> Recommend(IReadOnlyList<string> customers)
    {
        const string call = "RecommendForUser, 10 of 500";
        RecommendForUserRequest[] requests = [.. customers.Select(id =>
            new RecommendForUserRequest { CustomerId = id, PageSize = 10, CandidateCount = 500 })];
        byte[][] frames = [.. requests.Select(Frame)];
        foreach (var way in Frames(call, "/recsys.v1.RecommendationService/RecommendForUser", frames)) yield return way;
        (string, byte[]?)[] gets = [.. customers.Select(id => (
            $"/v1/customers/{Uri.EscapeDataString(id)}/recommendations?page_size=10&candidate_count=500",
            (byte[]?)null))];
        (string, byte[]?)[] posts = [.. requests.Select(request =>
            ("/v1/recommendations:forUser", (byte[]?)Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(request))))];
        yield return Plain(call, "JSON GET, HTTP/1.1", HttpVersion.Version11, gets);
        yield return Plain(call, "JSON GET, HTTP/2", HttpVersion.Version20, gets);
        yield return Plain(call, "JSON POST, HTTP/1.1", HttpVersion.Version11, posts);
        yield return Plain(call, "JSON POST, HTTP/2", HttpVersion.Version20, posts);
    }

    private static FrontWay[] Frames(string call, string path, byte[][] frames)
    {
        (string, byte[]?)[] binary = [.. frames.Select(frame => (path, (byte[]?)frame))];
        (string, byte[]?)[] text = [.. frames.Select(frame =>
            (path, (byte[]?)Encoding.ASCII.GetBytes(Convert.ToBase64String(frame))))];
        return
        [
            new(call, "gRPC, HTTP/2", HttpVersion.Version20, binary, Protobuf, IsGoodGrpc),
            new(call, "gRPC-Web, HTTP/2", HttpVersion.Version20, binary, Web, IsGoodWeb),
            new(call, "gRPC-Web, HTTP/1.1", HttpVersion.Version11, binary, Web, IsGoodWeb),
            new(call, "gRPC-Web text, HTTP/1.1", HttpVersion.Version11, text, WebText, IsGoodText),
        ];
    }

    private static FrontWay Plain(string call, string way, Version version, (string, byte[]?)[] requests) =>
        new(call, way, version, requests, Json, (answer, _) => answer.StatusCode == HttpStatusCode.OK);

    private static bool IsGoodGrpc(HttpResponseMessage answer, byte[] body) => body.Length > 0
        && answer.TrailingHeaders.TryGetValues("grpc-status", out var status) && status.Single() == "0";

    // The first frame is the message, the last the trailers.
    private static bool IsGoodWeb(HttpResponseMessage answer, byte[] body) =>
        body.Length > HeaderLength && body[0] == 0 && body.AsSpan().IndexOf("grpc-status:0"u8) > 0;

    private static bool IsGoodText(HttpResponseMessage answer, byte[] body)
    {
        byte[] bytes = Convert.FromBase64String(Encoding.ASCII.GetString(body));
        return IsGoodWeb(answer, bytes);
    }

    private static byte[] Frame(IMessage message)
    {
        byte[] frame = new byte[HeaderLength + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - HeaderLength);
        message.WriteTo(frame.AsSpan(HeaderLength));
        return frame;
    }
}
