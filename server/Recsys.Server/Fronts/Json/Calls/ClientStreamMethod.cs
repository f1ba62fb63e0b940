using Google.Protobuf;
using Grpc.Core;

namespace Recsys.Server.Fronts.Json.Calls;

/// <summary>Many requests, one answer.</summary>
internal sealed class ClientStreamMethod<TRequest, TResponse>(
    Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler)
    : ServedMethod(method)
    where TRequest : class
    where TResponse : class
{
    public override async Task RunAsync(JsonCall call)
    {
        var answer = await handler(new RequestStream<TRequest>(call.Requests()), call.Context);
        await call.AnswerAsync((IMessage)answer);
    }
}
