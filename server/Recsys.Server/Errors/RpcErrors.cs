using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Recsys.Standard.Rpc;
using Recsys.V1;
using RpcStatus = Recsys.Standard.Rpc.Status;
using Status = Grpc.Core.Status;

namespace Recsys.Server.Errors;

/// <summary>
/// Failures as callers see them: a gRPC status with ErrorInfo and, where they help, BadRequest and RetryInfo in the
/// trailer <c>grpc-status-details-bin</c>. Thrown once, at the service edge; messages are for the caller and name no
/// internals.
/// </summary>
internal static class RpcErrors
{
    /// <summary>The trailer that carries the details.</summary>
    public const string DetailsTrailer = "grpc-status-details-bin";

    // How much of what is wrong the message itself tells; many clients show nothing else.
    private const int ToldBytes = 500;

    /// <summary>INVALID_ARGUMENT naming every wrong field.</summary>
    public static RpcException InvalidFields(IReadOnlyCollection<BadRequest.Types.FieldViolation> violations)
    {
        var badRequest = new BadRequest();
        badRequest.FieldViolations.AddRange(violations);
        return Make(StatusCode.InvalidArgument, ErrorReasons.InvalidFields, Summary(violations), details: badRequest);
    }

    /// <summary>NOT_FOUND for a thing named by an id.</summary>
    public static RpcException NotFound(string reason, string message, string metadataKey, string id) =>
        Make(StatusCode.NotFound, reason, message, [(metadataKey, id)]);

    /// <summary>ALREADY_EXISTS for a thing named by an id.</summary>
    public static RpcException AlreadyExists(string reason, string message, string metadataKey, string id) =>
        Make(StatusCode.AlreadyExists, reason, message, [(metadataKey, id)]);

    /// <summary>ABORTED because a record changed since its etag was read.</summary>
    public static RpcException EtagMismatch(string resource, string id) => Make(
        StatusCode.Aborted, ErrorReasons.EtagMismatch,
        $"The {resource} was changed since this etag was read; read it again and decide anew.",
        [($"{resource}_id", id)]);

    /// <summary>UNAVAILABLE, to be tried again after a while.</summary>
    public static RpcException Unavailable(string reason, string message, TimeSpan retryAfter) => Make(
        StatusCode.Unavailable, reason, message,
        details: new RetryInfo { RetryDelay = Duration.FromTimeSpan(retryAfter) });

    /// <summary>RESOURCE_EXHAUSTED, to be tried again after a while.</summary>
    public static RpcException Exhausted(string reason, string message, TimeSpan retryAfter) => Make(
        StatusCode.ResourceExhausted, reason, message,
        details: new RetryInfo { RetryDelay = Duration.FromTimeSpan(retryAfter) });

    /// <summary>DEADLINE_EXCEEDED: the caller no longer waits.</summary>
    public static RpcException Late() => Make(
        StatusCode.DeadlineExceeded, ErrorReasons.DeadlineExceeded, "The deadline passed before the call ended.");

    /// <summary>CANCELLED: the caller left, so nobody reads this but logs on the way.</summary>
    public static RpcException GivenUp() =>
        Make(StatusCode.Cancelled, ErrorReasons.Cancelled, "The caller gave the call up.");

    /// <summary>UNIMPLEMENTED: the contract has it, this server does not serve it yet.</summary>
    public static RpcException NotServed(string message) =>
        Make(StatusCode.Unimplemented, ErrorReasons.NotServed, message);

    /// <summary>UNIMPLEMENTED: there is no such service or method.</summary>
    public static RpcException MethodNotFound(string path) => Make(
        StatusCode.Unimplemented, ErrorReasons.MethodNotFound, ErrorTexts.MethodNotFound(path));

    /// <summary>INTERNAL that tells nothing but the id under which the server logged what happened.</summary>
    public static RpcException Internal(string errorId) => Make(
        StatusCode.Internal, ErrorReasons.InternalError,
        $"The server failed. Its log has details under error id {errorId}.", [("error_id", errorId)],
        new RequestInfo { RequestId = errorId });

    /// <summary>Any failure.</summary>
    /// <param name="code">The gRPC status.</param>
    /// <param name="reason">One of <see cref="ErrorReasons"/>.</param>
    /// <param name="message">For people: what is wrong and how to put it right.</param>
    /// <param name="metadata">What the reason is about, for programs.</param>
    /// <param name="details">BadRequest, RetryInfo and the like.</param>
    public static RpcException Make(
        StatusCode code, string reason, string message,
        IReadOnlyList<(string Key, string Value)>? metadata = null, params ReadOnlySpan<IMessage> details)
    {
        var info = new ErrorInfo { Reason = reason, Domain = ErrorReasons.Domain };
        foreach (var (key, value) in metadata ?? []) info.Metadata[key] = value;
        var status = new RpcStatus { Code = (int)code, Message = message, Details = { Any.Pack(info) } };
        foreach (var detail in details) status.Details.Add(Any.Pack(detail));
        var trailers = new Metadata { { DetailsTrailer, status.ToByteArray() } };
        return new RpcException(new Status(code, message), trailers, message);
    }

    private static string Summary(IReadOnlyCollection<BadRequest.Types.FieldViolation> violations)
    {
        var text = new StringBuilder();
        int told = 0;
        foreach (var violation in violations)
        {
            string next = $"{violation.Field} {violation.Description}";
            if (told > 0 && Encoding.UTF8.GetByteCount(text + next) > ToldBytes) break;
            text.Append(told == 0 ? "" : " ").Append(next);
            told++;
        }
        if (told < violations.Count) text.Append(CultureInfo.InvariantCulture, $" And {violations.Count - told} more.");
        return text.ToString();
    }
}
