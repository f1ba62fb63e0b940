namespace Recsys.Server.Fronts;

/// <summary>The language a request speaks, and with it the one its answer and its errors are written in.</summary>
internal enum Front
{
    /// <summary>gRPC over HTTP/2: messages in frames, the outcome in trailers.</summary>
    Grpc,

    /// <summary>gRPC-Web, binary or text, over HTTP/1.1 or HTTP/2: the trailers are the last frame.</summary>
    GrpcWeb,

    /// <summary>Plain HTTP with JSON, by the rules the contract gives its methods.</summary>
    Json,

    /// <summary>Files for people: the page, its scripts, the documentation.</summary>
    Page,
}
