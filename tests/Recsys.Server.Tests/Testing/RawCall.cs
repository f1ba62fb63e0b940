using Grpc.Core;

namespace Recsys.Server.Tests.Testing;

/// <summary>Calls a method with whatever bytes a test likes.</summary>
internal static class RawCall
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    public static async Task<byte[]> UnaryAsync(
        ChannelBase channel, string service, string method, byte[] request, Metadata? headers = null) =>
        await channel.CreateCallInvoker().AsyncUnaryCall(
            new Method<byte[], byte[]>(MethodType.Unary, service, method, Bytes, Bytes), null,
            new CallOptions(headers), request);
}
