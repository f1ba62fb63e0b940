using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Standard.Rpc;
using RpcStatus = Recsys.Standard.Rpc.Status;

namespace Recsys.Server.Tests.Testing;

/// <summary>Reads the details of an error as a client would.</summary>
internal static class ErrorDetails
{
    public static RpcStatus StatusOf(RpcException error)
    {
        byte[]? bytes = error.Trailers.GetValueBytes(RpcErrors.DetailsTrailer);
        Assert.True(bytes is not null, $"The error has no details: {error.Status}");
        var status = RpcStatus.Parser.ParseFrom(bytes);
        Assert.Equal((int)error.StatusCode, status.Code);
        Assert.Equal(error.Status.Detail, status.Message);
        return status;
    }

    public static T Detail<T>(RpcException error) where T : class, Google.Protobuf.IMessage<T>, new() =>
        StatusOf(error).Details.Single(any => any.Is(new T().Descriptor)).Unpack<T>();

    public static string ReasonOf(RpcException error)
    {
        var info = Detail<ErrorInfo>(error);
        Assert.Equal("recsys", info.Domain);
        return info.Reason;
    }
}
