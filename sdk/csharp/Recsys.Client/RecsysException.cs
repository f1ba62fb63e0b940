using System.Collections.ObjectModel;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Recsys.Standard.Rpc;
using RpcStatus = Recsys.Standard.Rpc.Status;

namespace Recsys.Client;

/// <summary>
/// A call that failed: the gRPC status, and what the server says of it in a form that programs can read. It is
/// a <see cref="RpcException"/>, so code that catches those goes on working.
/// </summary>
public sealed class RecsysException : RpcException
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    internal RecsysException(RpcException error)
        : this(Told(Reachable(error.Status)), error.Trailers)
    {
    }

    private RecsysException(Grpc.Core.Status status, Metadata trailers)
        : base(status, trailers, Describe(status))
    {
        foreach (var detail in ReadDetails(trailers)) Take(detail);
    }

    /// <summary>
    /// Why, as one of <see cref="V1.ErrorReasons"/>; empty when it was not the server's own code that failed the call,
    /// for example when there is no connection.
    /// </summary>
    public string Reason { get; private set; } = "";

    /// <summary>Whose reason it is: <see cref="V1.ErrorReasons.Domain"/>; empty where there is no reason.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>What the reason is about, for example <c>product_id</c> and the id that was not found.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; private set; } =
        ReadOnlyDictionary<string, string>.Empty;

    /// <summary>All fields the server found wrong; empty unless the status is INVALID_ARGUMENT.</summary>
    public IReadOnlyList<InvalidField> InvalidFields { get; private set; } = [];

    /// <summary>How long to wait before trying again, where the server says so.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>
    /// What the server's log has the failure under, for its operator to find; empty unless the failure was the
    /// server's own (INTERNAL).
    /// </summary>
    public string RequestId { get; private set; } = "";

    /// <summary>The failure as one of these; itself where it is one already.</summary>
    internal static RecsysException From(RpcException error) => error as RecsysException ?? new RecsysException(error);

    private void Take(Any detail)
    {
        if (detail.TryUnpack<ErrorInfo>(out var info))
        {
            Reason = info.Reason;
            Domain = info.Domain;
            Metadata = info.Metadata.AsReadOnly();
        }
        else if (detail.TryUnpack<BadRequest>(out var bad))
        {
            InvalidFields = [.. bad.FieldViolations.Select(field => new InvalidField(field.Field, field.Description))];
        }
        else if (detail.TryUnpack<RetryInfo>(out var retry))
        {
            RetryAfter = retry.RetryDelay?.ToTimeSpan();
        }
        else if (detail.TryUnpack<RequestInfo>(out var request))
        {
            RequestId = request.RequestId;
        }
    }

    private static IEnumerable<Any> ReadDetails(Metadata trailers)
    {
        byte[]? details = trailers.GetValueBytes(DetailsTrailer);
        if (details is null) return [];
        try
        {
            return RpcStatus.Parser.ParseFrom(details).Details;
        }
        catch (InvalidProtocolBufferException)
        {
            // Something between here and the server mangled the details; the status itself still says what happened.
            return [];
        }
    }

    // A connection that cannot be made secure is one that cannot be made; the channel calls only others unavailable.
    private static Grpc.Core.Status Reachable(Grpc.Core.Status status) =>
        status is { StatusCode: StatusCode.Internal, DebugException: HttpRequestException error }
        && error.HttpRequestError == HttpRequestError.SecureConnectionError
            ? new Grpc.Core.Status(StatusCode.Unavailable, status.Detail, error)
            : status;

    // The channel's own deadline ends a call without a word.
    private static Grpc.Core.Status Told(Grpc.Core.Status status) =>
        status is { StatusCode: StatusCode.DeadlineExceeded, Detail.Length: 0 }
            ? new Grpc.Core.Status(
                status.StatusCode, "The deadline passed before the call ended.", status.DebugException)
            : status;

    private static string Describe(Grpc.Core.Status status) =>
        status.Detail.Length == 0 ? status.StatusCode.ToString() : $"{status.StatusCode}: {status.Detail}";
}
