using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Targets;

namespace Recsys.LoadTest.Http2;

/// <summary>The header blocks of every call, encoded once.</summary>
internal sealed class CallHeaders
{
    private readonly byte[][] _blocks;

    public CallHeaders(Uri address, LoadAccess access) =>
        _blocks =
        [
            Block(address, access, LoadMethod.RecommendForUser, withTiming: false),
            Block(address, access, LoadMethod.RecommendForUser, withTiming: true),
            Block(address, access, LoadMethod.SimilarProducts, withTiming: false),
            Block(address, access, LoadMethod.SimilarProducts, withTiming: true),
        ];

    /// <summary>The block of a call.</summary>
    public byte[] Of(LoadMethod method, bool withTiming) => _blocks[(int)method * 2 + (withTiming ? 1 : 0)];

    private static byte[] Block(Uri address, LoadAccess access, LoadMethod method, bool withTiming)
    {
        var headers = new List<(string, string)>
        {
            (":method", "POST"),
            (":scheme", address.Scheme),
            (":path", $"/recsys.v1.RecommendationService/{method}"),
            (":authority", address.Authority),
            ("content-type", "application/grpc"),
            ("te", "trailers"),
            ("user-agent", "recsys-loadtest"),
            ("grpc-timeout", $"{(long)access.Deadline.TotalMilliseconds}m"),
        };
        if (access.ApiKey is { } key) headers.Add(("authorization", $"Bearer {key}"));
        if (withTiming) headers.Add((CallMetadata.TimingRequest, "1"));
        return HeaderBlock.Write(headers);
    }
}
