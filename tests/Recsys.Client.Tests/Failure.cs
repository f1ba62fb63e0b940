using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RpcStatus = Recsys.Standard.Rpc.Status;

namespace Recsys.Client.Tests;

/// <summary>Failures as a server sends them.</summary>
internal static class Failure
{
    public static RpcException Of(StatusCode code, string message, params IMessage[] details)
    {
        var status = new RpcStatus { Code = (int)code, Message = message };
        status.Details.AddRange(details.Select(Any.Pack));
        return WithDetails(code, message, status.ToByteArray());
    }

    public static RpcException WithDetails(StatusCode code, string message, byte[] details) =>
        new(new Status(code, message), new Metadata { { "grpc-status-details-bin", details } });
}
